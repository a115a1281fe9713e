/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-catalog.h"
#include "zp-checks.h"
#include "zp-form-file.h"
#include "zp-scorecard.h"
#include "zp-store.h"

G_BEGIN_DECLS

/* Between a form and what the store keeps of it. */

/* Counted up when columns of a record are computed in another way: records of an older version are
 * computed anew from their documents. */
#define ZP_RECORD_EVALUATION 3

ZpStoreRecord *zp_form_to_record (ZpForm *form,
                                  const ZpScorecard *card,
                                  GPtrArray *findings) G_GNUC_WARN_UNUSED_RESULT;
ZpForm *zp_form_from_record (const ZpStoreRecord *record,
                             ZpCatalog *catalog,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean zp_form_file_has_id (GBytes *json);
char *zp_form_make_content_id (ZpForm *form) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_form_same_content (const ZpStoreRecord *record, ZpForm *form, ZpCatalog *catalog);

G_END_DECLS
