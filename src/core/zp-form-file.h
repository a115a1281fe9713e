/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-catalog.h"
#include "zp-form.h"

G_BEGIN_DECLS

#define ZP_FORM_FILE_FORMAT "ziping-form"
#define ZP_FORM_FILE_VERSION 1
#define ZP_FORM_FILE_MAX_BYTES (8 * 1024 * 1024)

ZpForm *zp_form_read (GBytes *json, ZpCatalog *catalog, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *zp_form_write (const ZpForm *form) G_GNUC_WARN_UNUSED_RESULT;
char *zp_form_get_all_text (const ZpForm *form) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
