/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-import.h"

#include <glib/gi18n-lib.h>

#include "zp-workbook-read.h"

/** zp_import_free: frees what an import would do. */
void
zp_import_free (ZpImport *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->plans, g_ptr_array_unref);
  g_clear_pointer (&self->rest, g_ptr_array_unref);
  g_free (self);
}

/**
 * zp_import_read:
 * @file: a file from outside: a workbook, an OpenDocument spreadsheet, a text with fields
 * @name: its name
 * @matcher: finds forms
 * @error: return location for an error
 *
 * Reads a file and finds the forms in it.  Nothing is changed.  Runs in any thread.
 *
 * Returns: (transfer full) (nullable): what would be taken; %NULL when the file cannot be read
 *   (#ZpError)
 */
ZpImport *
zp_import_read (GBytes *file, const char *name, ZpMatcher *matcher, GError **error)
{
  g_autoptr (ZpWorkbook) book = NULL;
  g_autoptr (ZpImport) self = NULL;
  const GPtrArray *notes;

  g_return_val_if_fail (file != NULL, NULL);

  book = zp_workbook_read (file, name, error);
  if (book == NULL)
    return NULL;
  self = g_new0 (ZpImport, 1);
  self->plans = zp_matcher_match (matcher, book, &self->rest, error);
  if (self->plans == NULL)
    return NULL;
  /* What the reader could not read is not taken either. */
  notes = zp_workbook_get_notes (book);
  for (guint i = 0; i < notes->len; i++)
    zp_plan_rest_add (self->rest, "", "", g_ptr_array_index (notes, i));
  if (self->plans->len == 0 && self->rest->len == 0)
    zp_plan_rest_add (self->rest, "", "", _ ("all sheets of the file are empty"));
  return g_steal_pointer (&self);
}
