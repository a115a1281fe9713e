/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-document.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zp-catalog.h"
#include "zp-document-values.h"
#include "zp-error.h"
#include "zp-json.h"
#include "zp-paper-language.h"
#include "zp-review-sheet.h"
#include "zp-sheet-private.h"

/* The papers of a review are data, as official forms are: what they say and how they look stands in
 * data/documents.  {word} is replaced by what the form says; {word:map} by what a map of the
 * document makes of it. */

#define MAX_DOCUMENT_BYTES (256 * 1024)
#define MAX_COLUMNS 32

static const struct
{
  const char *name;
  const char *title;
  gboolean together; /* several forms in one table */
} documents[] = {
  [ZP_DOCUMENT_WORKING_PAPER] = { "working-paper", "复核工作底稿", FALSE },
  [ZP_DOCUMENT_OPINION] = { "opinion", "复核意见书", FALSE },
  [ZP_DOCUMENT_RETURN_SLIP] = { "return-slip", "退回单", FALSE },
  [ZP_DOCUMENT_FINDINGS] = { "findings", "问题清单", TRUE },
};

/* A document in the making. */
typedef struct
{
  ZpJsonReader reader;
  JsonObject *maps;
  const ZpDocumentValues *values;
  ZpSheetBuilder *builder;
  guint n_columns;
} Making;

/**
 * zp_document_parse_kind:
 * @name: “working-paper”, “opinion”, “return-slip” or “findings”
 * @out_kind: (out): the kind
 *
 * Returns: whether there is such a document
 */
gboolean
zp_document_parse_kind (const char *name, ZpDocumentKind *out_kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
    if (g_strcmp0 (name, documents[i].name) == 0)
      {
        *out_kind = (ZpDocumentKind) i;
        return TRUE;
      }
  return FALSE;
}

const char *
zp_document_get_name (ZpDocumentKind kind)
{
  g_return_val_if_fail ((guint) kind < ZP_N_DOCUMENTS, NULL);

  return documents[kind].name;
}

/** zp_document_get_title: what it is called, in Chinese as on the paper. */
const char *
zp_document_get_title (ZpDocumentKind kind)
{
  g_return_val_if_fail ((guint) kind < ZP_N_DOCUMENTS, NULL);

  return documents[kind].title;
}

/** zp_document_is_together: whether several forms stand in one table. */
gboolean
zp_document_is_together (ZpDocumentKind kind)
{
  g_return_val_if_fail ((guint) kind < ZP_N_DOCUMENTS, FALSE);

  return documents[kind].together;
}

/* --- words --- */

static const char *
look_up (Making *making, GHashTable *row, const char *key)
{
  const char *text = row != NULL ? g_hash_table_lookup (row, key) : NULL;

  return text != NULL ? text : g_hash_table_lookup (making->values->texts, key);
}

static const char *
map (Making *making, const char *name, const char *key)
{
  JsonObject *words = making->maps != NULL && json_object_has_member (making->maps, name)
                          ? json_object_get_object_member (making->maps, name)
                          : NULL;

  return words != NULL ? json_object_get_string_member_with_default (words, key, "") : "";
}

static void
append_word (Making *making, GHashTable *row, GString *text, const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word, ":", 2);
  const char *value = look_up (making, row, parts[0]);

  if (value == NULL)
    zp_json_fail (&making->reader, ZP_ERROR_FORMAT, "there is no {%s}", parts[0]);
  else
    g_string_append (text, parts[1] != NULL ? map (making, parts[1], value) : value);
}

static char *
expand (Making *making, GHashTable *row, const char *format)
{
  GString *text = g_string_new (NULL);

  while (*format != '\0')
    {
      const char *end = *format == '{' ? strchr (format, '}') : NULL;

      if (end == NULL)
        {
          g_string_append_c (text, *format++);
          continue;
        }
      {
        g_autofree char *word = g_strndup (format + 1, end - format - 1);

        append_word (making, row, text, word);
      }
      format = end + 1;
    }
  return g_string_free (text, FALSE);
}

/* --- rows --- */

static const char *const style_words[]
    = { "value",     "label",    "title",    "subtitle", "section",   "line", "footnote",
        "doc-title", "heading1", "heading2", "heading3", "paragraph", NULL };
static const char *const align_words[] = { "default", "start", "centre", "end", NULL };

static guint
add_cell (Making *making, JsonObject *object, GHashTable *row, guint column)
{
  ZpJsonReader *r = &making->reader;
  const char *format = zp_json_string (r, object, "text");
  guint span = zp_json_uint (r, object, "span", 1, MAX_COLUMNS);
  g_autofree char *text = expand (making, row, format != NULL ? format : "");
  ZpSheetCell cell = { .column = column, .kind = ZP_CELL_FIXED };

  zp_json_only (r, object, "text", "span", "style", "align", NULL);
  cell.style = (ZpCellStyle) zp_json_enum (r, object, "style", style_words, ZP_STYLE_VALUE);
  cell.align = (ZpCellAlign) zp_json_enum (r, object, "align", align_words, ZP_ALIGN_DEFAULT);
  if (r->error == NULL && (span == 0 || column + span > making->n_columns))
    zp_json_fail (r, ZP_ERROR_FORMAT, "is wider than the paper");
  if (r->error != NULL)
    return column;
  cell.column_span = span;
  cell.border = cell.style == ZP_STYLE_VALUE || cell.style == ZP_STYLE_LABEL
                || cell.style == ZP_STYLE_SECTION;
  cell.text = g_ref_string_new (text);
  zp_sheet_builder_add_cell (making->builder, cell);
  return column + span;
}

static void
add_row (Making *making, JsonObject *object, GHashTable *row)
{
  ZpJsonReader *r = &making->reader;
  JsonArray *cells = zp_json_array (r, object, "cells");
  guint column = 0;

  zp_sheet_builder_begin_row (making->builder, row != NULL ? "rows" : NULL,
                              row != NULL ? g_hash_table_lookup (row, "number") : NULL,
                              zp_json_bool (r, object, "header"),
                              zp_json_uint (r, object, "height", 0, 400));
  zp_json_push (r, "cells");
  for (guint i = 0; cells != NULL && r->error == NULL && i < json_array_get_length (cells); i++)
    {
      JsonObject *cell = zp_json_element_object (r, cells, i);

      zp_json_push_index (r, i);
      if (cell != NULL)
        column = add_cell (making, cell, row, column);
      zp_json_pop (r);
    }
  zp_json_pop (r);
}

static gboolean
has (Making *making, const char *key)
{
  GPtrArray *list = g_hash_table_lookup (making->values->lists, key);
  const char *text = g_hash_table_lookup (making->values->texts, key);

  return (list != NULL && list->len > 0)
         || (list == NULL && text != NULL && *text != '\0' && !g_str_equal (text, "—"));
}

static void
add_rows (Making *making, JsonObject *object)
{
  ZpJsonReader *r = &making->reader;
  const char *each = zp_json_string (r, object, "each");
  const char *if_ = zp_json_string (r, object, "if");
  const char *unless = zp_json_string (r, object, "unless");
  GPtrArray *list;

  zp_json_only (r, object, "cells", "each", "if", "unless", "header", "height", NULL);
  if ((if_ != NULL && !has (making, if_)) || (unless != NULL && has (making, unless)))
    return;
  if (each == NULL)
    {
      add_row (making, object, NULL);
      return;
    }
  list = zp_document_values_get_list (making->values, each);
  for (guint i = 0; i < list->len && r->error == NULL; i++)
    add_row (making, object, g_ptr_array_index (list, i));
}

static gboolean
begin (Making *making, JsonObject *root, const char *title)
{
  ZpJsonReader *r = &making->reader;
  JsonArray *columns = zp_json_array (r, root, "columns");
  gboolean landscape = zp_json_bool (r, root, "landscape");
  guint widths[MAX_COLUMNS];

  zp_json_only (r, root, "source", "landscape", "columns", "maps", "rows", NULL);
  making->maps = zp_json_object (r, root, "maps");
  making->n_columns = columns != NULL ? json_array_get_length (columns) : 0;
  if (r->error == NULL && (making->n_columns == 0 || making->n_columns > MAX_COLUMNS))
    zp_json_fail (r, ZP_ERROR_FORMAT, "columns: must be 1 to %u widths", MAX_COLUMNS);
  if (r->error != NULL)
    return FALSE;
  for (guint i = 0; i < making->n_columns; i++)
    widths[i] = (guint) MAX (json_array_get_int_element (columns, i), 1);
  making->builder = zp_sheet_builder_new (making->n_columns, widths, landscape, title);
  return TRUE;
}

/* What is built in was tested with the program; a mistake in it is a mistake of ours. */
static ZpSheet *
make (ZpDocumentKind kind, const ZpDocumentValues *values)
{
  g_autofree char *name = g_strdup_printf ("documents/%s.json", documents[kind].name);
  g_autoptr (GBytes) json = zp_catalog_lookup_data (name);
  Making making = { .values = values };
  ZpJsonReader *r = &making.reader;
  JsonObject *root = zp_json_reader_open (r, json, MAX_DOCUMENT_BYTES);
  JsonArray *rows = root != NULL ? zp_json_array (r, root, "rows") : NULL;
  g_autoptr (GError) error = NULL;

  if (root != NULL && begin (&making, root, documents[kind].title))
    {
      zp_json_push (r, "rows");
      for (guint i = 0; rows != NULL && r->error == NULL && i < json_array_get_length (rows); i++)
        {
          JsonObject *row = zp_json_element_object (r, rows, i);

          zp_json_push_index (r, i);
          if (row != NULL)
            add_rows (&making, row);
          zp_json_pop (r);
        }
      zp_json_pop (r);
    }
  if (!zp_json_reader_close (r, &error))
    g_error ("%s: %s", name, error->message);
  return zp_sheet_builder_end (making.builder);
}

static ZpSheet *
make_one (ZpDocumentKind kind, ZpForm *form, gint64 created)
{
  if (kind == ZP_DOCUMENT_WORKING_PAPER)
    {
      g_autoptr (ZpScorecard) card = zp_score_form (form);

      return zp_review_sheet_build_paper (form, card);
    }
  {
    g_autoptr (ZpDocumentValues) values = zp_document_values_new (form, created);

    return make (kind, values);
  }
}

/**
 * zp_document_check:
 * @kind: a document
 * @form: a form
 * @error: return location
 *
 * Returns: whether the form is in a state in which there is something to say; %ZP_ERROR_REFUSED
 * when not
 */
gboolean
zp_document_check (ZpDocumentKind kind, ZpForm *form, GError **error)
{
  ZpFormState state;

  g_return_val_if_fail (ZP_IS_FORM (form), FALSE);

  state = zp_form_get_state (form);
  if (kind == ZP_DOCUMENT_RETURN_SLIP && state != ZP_FORM_STATE_RETURNED)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_REFUSED,
                   _ ("the form was not returned, so there is no return slip; return it first"));
      return FALSE;
    }
  return TRUE;
}

/**
 * zp_document_make_sheets:
 * @kind: a document
 * @forms: (array length=n_forms): forms that nobody changes meanwhile
 * @n_forms: their number, at least 1
 * @created: its day, in seconds since 1970
 *
 * Returns: (transfer full) (element-type ZpSheet): the pages: one sheet for each form, or one for
 * all
 */
GPtrArray *
zp_document_make_sheets (ZpDocumentKind kind, ZpForm *const *forms, guint n_forms, gint64 created)
{
  g_auto (ZpPaperLanguage) chinese = zp_paper_language_begin ();
  GPtrArray *sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_sheet_unref);

  g_return_val_if_fail (forms != NULL && n_forms > 0, sheets);

  if (zp_document_is_together (kind))
    {
      g_autoptr (ZpDocumentValues) values = zp_document_values_new (forms[0], created);

      for (guint i = 1; i < n_forms; i++)
        zp_document_values_join (values, forms[i]);
      g_ptr_array_add (sheets, make (kind, values));
      return sheets;
    }
  for (guint i = 0; i < n_forms; i++)
    g_ptr_array_add (sheets, make_one (kind, forms[i], created));
  return sheets;
}

/**
 * zp_document_write:
 * @kind: a document
 * @forms: (array length=n_forms): forms that nobody changes meanwhile
 * @n_forms: their number, at least 1
 * @paper: what it becomes
 * @created: its day, in seconds since 1970
 * @error: return location
 *
 * Writes a paper of the review into a file.  Takes a while, and may be called in any thread.
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
zp_document_write (ZpDocumentKind kind,
                   ZpForm *const *forms,
                   guint n_forms,
                   ZpPaperKind paper,
                   gint64 created,
                   GError **error)
{
  g_autoptr (GPtrArray) sheets = zp_document_make_sheets (kind, forms, n_forms, created);

  return zp_paper_write_sheets (sheets, zp_document_get_title (kind), paper, created, error);
}
