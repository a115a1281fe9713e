/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-session.h"

G_BEGIN_DECLS

/**
 * ZpEvidenceWindow:
 *
 * What shows that a row is true: its files, and for a satisfaction row the survey.
 */
#define ZP_TYPE_EVIDENCE_WINDOW (zp_evidence_window_get_type ())
G_DECLARE_FINAL_TYPE (ZpEvidenceWindow, zp_evidence_window, ZP, EVIDENCE_WINDOW, AdwWindow)

GtkWidget *zp_evidence_window_new (GtkWindow *parent, ZpSession *session, const char *row);
void zp_evidence_window_add_paths (ZpEvidenceWindow *self, GPtrArray *paths);

G_END_DECLS
