/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-sample.h"

G_BEGIN_DECLS

/**
 * ZpSampleDialog:
 *
 * Proposes which forms to look at closely and says why.  Emits “chosen” with the ids.
 */
#define ZP_TYPE_SAMPLE_DIALOG (zp_sample_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZpSampleDialog, zp_sample_dialog, ZP, SAMPLE_DIALOG, AdwWindow)

ZpSampleDialog *zp_sample_dialog_new (GtkWindow *parent,
                                      GListModel *forms) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
