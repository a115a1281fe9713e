/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-library.h"
#include "zp-pages.h"

G_BEGIN_DECLS

/**
 * ZpPrintJob:
 *
 * Forms as they were at one moment, with their pages: what the preview shows is what is printed and
 * what goes into the PDF file.
 */
#define ZP_TYPE_PRINT_JOB (zp_print_job_get_type ())
G_DECLARE_FINAL_TYPE (ZpPrintJob, zp_print_job, ZP, PRINT_JOB, GObject)

ZpPrintJob *zp_print_job_new (GPtrArray *forms) G_GNUC_WARN_UNUSED_RESULT;
void zp_print_job_load_async (ZpLibrary *library,
                              ZpForm *form,
                              const char *const *ids,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
ZpPrintJob *zp_print_job_load_finish (GAsyncResult *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
const ZpPages *zp_print_job_get_pages (ZpPrintJob *self);
GPtrArray *zp_print_job_get_forms (ZpPrintJob *self);
const char *zp_print_job_get_title (ZpPrintJob *self);

G_END_DECLS
