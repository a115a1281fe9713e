/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-library.h"

G_BEGIN_DECLS

/**
 * ZpAcrossJob:
 *
 * Compares a form with all others of the library in a thread, a little after somebody has stopped
 * typing.
 */
typedef struct _ZpAcrossJob ZpAcrossJob;

/**
 * ZpAcrossFunc:
 * @findings: (transfer none) (element-type ZpFinding): what was found
 * @user_data: whose it is
 *
 * Called on the main thread, and only when the form is still as it was.
 */
typedef void (*ZpAcrossFunc) (GPtrArray *findings, gpointer user_data);

ZpAcrossJob *zp_across_job_new (ZpLibrary *library,
                                ZpAcrossFunc function,
                                gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void zp_across_job_ask (ZpAcrossJob *self, ZpForm *form, ZpScorecard *card);
void zp_across_job_free (ZpAcrossJob *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpAcrossJob, zp_across_job_free)

G_END_DECLS
