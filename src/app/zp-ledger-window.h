/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-library.h"

G_BEGIN_DECLS

/**
 * ZpLedgerWindow:
 *
 * A ledger beside the library: what each of its lines would do, and then the deed.
 */
#define ZP_TYPE_LEDGER_WINDOW (zp_ledger_window_get_type ())
G_DECLARE_FINAL_TYPE (ZpLedgerWindow, zp_ledger_window, ZP, LEDGER_WINDOW, AdwWindow)

ZpLedgerWindow *
zp_ledger_window_new (GtkWindow *parent, ZpLibrary *library, GFile *file) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_ledger_window_is_busy (ZpLedgerWindow *self);
GPtrArray *zp_ledger_window_get_plan (ZpLedgerWindow *self);

G_END_DECLS
