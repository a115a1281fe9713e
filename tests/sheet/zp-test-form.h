/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-catalog.h"
#include "zp-form-file.h"
#include "zp-scorecard.h"
#include "zp-sheet-builder.h"

/* What a test of a form needs, all of it made from the form. */
typedef struct
{
  ZpCatalog *catalog;
  ZpForm *form;
  ZpScorecard *card;
  ZpSheet *sheet; /* as it is filled */
  ZpSheet *paper; /* as it is handed in */
} ZpTestForm;

GBytes *zp_test_read (const char *folder, const char *name);
ZpTestForm *zp_test_form_golden (const char *name);
ZpTestForm *zp_test_form_new (const char *template_id);
ZpTestForm *zp_test_form_fixture (const char *name);
void zp_test_form_update (ZpTestForm *self);
void zp_test_form_set (ZpTestForm *self, const char *address, const char *text);
void zp_test_form_free (ZpTestForm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpTestForm, zp_test_form_free)

char *zp_test_plain (const char *text);
const ZpSheetCell *zp_test_find_text (const ZpSheet *sheet, const char *text, guint nth);
const char *zp_test_text_at (const ZpSheet *sheet, const char *address);
void zp_test_assert_grid (const ZpSheet *sheet);
