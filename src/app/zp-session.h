/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-evidence.h"
#include "zp-library.h"
#include "zp-sheet.h"

G_BEGIN_DECLS

/**
 * ZpSaveState:
 * @ZP_SAVE_CLEAN: what is on the screen is in the library
 * @ZP_SAVE_PENDING: typed, will be saved within two seconds
 * @ZP_SAVE_RUNNING: being saved
 * @ZP_SAVE_FAILED: could not be saved; the form stays editable and exportable
 */
typedef enum
{
  ZP_SAVE_CLEAN,
  ZP_SAVE_PENDING,
  ZP_SAVE_RUNNING,
  ZP_SAVE_FAILED,
} ZpSaveState;

/**
 * ZpSession:
 *
 * A form that is open: after each change its scorecard, findings and sheet are made anew in the same
 * main-loop turn (#ZpSession::updated), and it is saved within two seconds.
 */
#define ZP_TYPE_SESSION (zp_session_get_type ())
G_DECLARE_FINAL_TYPE (ZpSession, zp_session, ZP, SESSION, GObject)

ZpSession *zp_session_new (ZpLibrary *library, ZpForm *form) G_GNUC_WARN_UNUSED_RESULT;
ZpLibrary *zp_session_get_library (ZpSession *self);
ZpForm *zp_session_get_form (ZpSession *self);
ZpScorecard *zp_session_get_card (ZpSession *self);
GPtrArray *zp_session_get_findings (ZpSession *self);
void zp_session_set_evidence (ZpSession *self, GHashTable *states);
ZpEvidenceState zp_session_get_evidence_state (ZpSession *self, const char *id);
ZpSheet *zp_session_get_sheet (ZpSession *self);
ZpSaveState zp_session_get_save_state (ZpSession *self);
const char *zp_session_get_save_problem (ZpSession *self);
void zp_session_save_soon (ZpSession *self);
void zp_session_save_new (ZpSession *self);
void zp_session_save_async (ZpSession *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean zp_session_save_finish (ZpSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
