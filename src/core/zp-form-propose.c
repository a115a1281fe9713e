/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-derive-private.h"

#include <string.h>

#include "zp-form-facts.h"

/* Words and sums that a document of forms can begin with.  What they are made of stands in the
 * template: “deviation_analysis|indicators/@/{level3}：{deviation}” (with a star for @) is the
 * field, else a part for each row that has both columns. */

#define ROWS "/*/"
#define FORMS "forms/"
#define COUNT "count"

/* Between the parts, which are sentences in Chinese documents. */
#define SEPARATOR "；"
#define LIST "、"

/* A part that ends with a mark of its own would have two. */
static void
strip_end (char *text)
{
  static const char *const marks[] = { "。", "；", "，", ";", "." };

  g_strstrip (text);
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_suffix (text, marks[i]))
      text[strlen (text) - strlen (marks[i])] = '\0';
}

/* (nullable): NULL when a column of the row is empty */
static char *
fill_row (const ZpRow *row, const char *format)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *p = format; *p != '\0';)
    {
      const char *end = *p == '{' ? strchr (p, '}') : NULL;
      g_autofree char *key = end != NULL ? g_strndup (p + 1, end - p - 1) : NULL;
      g_autofree char *value = key != NULL ? g_strdup (zp_row_get (row, key)) : NULL;

      if (end == NULL)
        {
          g_string_append_c (text, *p++);
          continue;
        }
      strip_end (value);
      if (*value == '\0')
        return NULL;
      g_string_append (text, value);
      p = end + 1;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Several rows of which the same is said. */
typedef struct
{
  GString *names;
  char *rest;
} Part;

static void
part_free (gpointer data)
{
  Part *part = data;

  g_string_free (part->names, TRUE);
  g_free (part->rest);
  g_free (part);
}

static void
add_row (GPtrArray *parts, const char *name, const char *rest)
{
  Part *part;

  for (guint i = 0; i < parts->len; i++)
    {
      part = g_ptr_array_index (parts, i);
      if (!g_str_equal (part->rest, rest))
        continue;
      if (*rest != '\0')
        g_string_append_printf (part->names, "%s%s", LIST, name);
      else if (strstr (part->names->str, name) == NULL)
        continue;
      return;
    }
  part = g_new0 (Part, 1);
  part->names = g_string_new (name);
  part->rest = g_strdup (rest);
  g_ptr_array_add (parts, part);
}

/* The first column names the row; rows that go on with the same words are told together. */
static char *
dup_rows (const ZpForm *form, const char *table, const char *format)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (part_free);
  const char *end = strchr (format, '}');
  g_autofree char *head = g_strndup (format, end != NULL ? end + 1 - format : 0);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < zp_form_get_n_rows (form, table); i++)
    {
      const ZpRow *row = zp_form_get_row (form, table, i);
      g_autofree char *name = fill_row (row, head);
      g_autofree char *rest = fill_row (row, format + strlen (head));

      if (name != NULL && rest != NULL)
        add_row (parts, name, rest);
    }
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = g_ptr_array_index (parts, i);

      g_string_append_printf (text, "%s%s%s", text->len > 0 ? SEPARATOR : "", part->names->str,
                              part->rest);
    }
  if (text->len > 0)
    g_string_append (text, "。");
  return g_string_free (text, FALSE);
}

static char *
dup_part (const ZpForm *form, const char *source)
{
  const char *rows = strstr (source, ROWS);
  g_autofree char *table = rows != NULL ? g_strndup (source, rows - source) : NULL;

  if (rows == NULL)
    return g_strdup (zp_form_get (form, source));
  if (zp_template_find_table (zp_form_get_template (form), table) == NULL)
    return g_strdup ("");
  return dup_rows (form, table, rows + strlen (ROWS));
}

/* The first alternative that says something. */
static char *
dup_words (const ZpForm *form, const char *source)
{
  g_auto (GStrv) alternatives = g_strsplit (source, "|", -1);

  for (guint i = 0; alternatives[i] != NULL; i++)
    {
      g_autofree char *words = dup_part (form, alternatives[i]);

      if (*words != '\0')
        return g_steal_pointer (&words);
    }
  return g_strdup ("");
}

static gboolean
add_money (const ZpForm *form, ZpRole role, ZpDecimal *sum)
{
  ZpDecimal value;

  return zp_form_get_money (form, role, &value) && zp_decimal_add (*sum, value, sum);
}

/* The number of forms, or their money in 万元; "" when one of them does not say it. */
static char *
dup_sum (const ZpDeriveSource *sources, gsize n_sources, const char *source)
{
  const char *what = g_str_has_prefix (source, FORMS) ? source + strlen (FORMS) : "";
  ZpRole role = g_str_equal (what, "initial")  ? ZP_ROLE_INITIAL
                : g_str_equal (what, "budget") ? ZP_ROLE_BUDGET
                                               : ZP_ROLE_EXECUTED;
  ZpDecimal sum = ZP_DECIMAL_ZERO;

  if (g_str_equal (what, COUNT))
    return g_strdup_printf ("%" G_GSIZE_FORMAT, n_sources);
  for (gsize i = 0; i < n_sources; i++)
    if (!add_money (sources[i].form, role, &sum))
      return g_strdup ("");
  return zp_decimal_format (sum, 2, ZP_DECIMAL_PLACES);
}

static gboolean
set_if_empty (ZpForm *document, const char *address, const char *text, GError **error)
{
  if (*text == '\0' || *zp_form_get (document, address) != '\0')
    return TRUE;
  return zp_form_set (document, address, text, NULL, error);
}

static gboolean
propose_row (ZpForm *document,
             const ZpDeriveTable *table,
             const ZpDeriveSource *source,
             GError **error)
{
  g_autofree char *row = zp_derive_dup_row_id (zp_form_get_id (source->form));

  for (guint i = 0; i < table->proposals->len; i++)
    {
      const ZpDerivePair *pair = &g_array_index (table->proposals, ZpDerivePair, i);
      g_autofree char *words = dup_words (source->form, pair->source);
      g_autofree char *address = g_strdup_printf ("%s/%s/%s", table->key, row, pair->key);

      if (!set_if_empty (document, address, words, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * zp_form_propose:
 * @document: a document that sums up forms, whose figures were taken with zp_form_derive_all()
 * @sources: (array length=n_sources): the same forms
 * @n_sources: how many
 * @error: return location
 *
 * Fills what is empty in @document with the words and sums that its template proposes.
 *
 * Returns: whether that was done
 */
gboolean
zp_form_propose (ZpForm *document, const ZpDeriveSource *sources, gsize n_sources, GError **error)
{
  const ZpDeriveSpec *spec;

  g_return_val_if_fail (ZP_IS_FORM (document), FALSE);

  spec = zp_template_get_derive (zp_form_get_template (document));
  for (guint i = 0; i < spec->proposals->len; i++)
    {
      const ZpDerivePair *pair = &g_array_index (spec->proposals, ZpDerivePair, i);
      g_autofree char *text = dup_sum (sources, n_sources, pair->source);

      if (!set_if_empty (document, pair->key, text, error))
        return FALSE;
    }
  for (guint i = 0; i < spec->tables->len; i++)
    for (gsize j = 0; j < n_sources; j++)
      if (!propose_row (document, &g_array_index (spec->tables, ZpDeriveTable, i), &sources[j],
                        error))
        return FALSE;
  return TRUE;
}
