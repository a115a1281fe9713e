/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-derive-private.h"

#include <glib/gi18n-lib.h>

#include "zp-template-private.h"

/* Reads the part of a template that says which figures come from another form. */

static void
clear_pair (gpointer data)
{
  g_free (((ZpDerivePair *) data)->source);
}

static void
clear_table (gpointer data)
{
  g_array_unref (((ZpDeriveTable *) data)->columns);
  g_array_unref (((ZpDeriveTable *) data)->proposals);
}

static GArray *
read_pairs (ZpTemplate *template_,
            ZpJsonReader *r,
            JsonObject *owner,
            const char *member,
            const ZpTableSpec *table)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (ZpDerivePair));
  JsonObject *object = zp_json_object (r, owner, member);
  g_autoptr (GList) keys = object != NULL ? json_object_get_members (object) : NULL;

  g_array_set_clear_func (pairs, clear_pair);
  zp_json_push (r, member);
  for (GList *l = keys; l != NULL; l = l->next)
    {
      ZpDerivePair pair
          = { g_intern_string (l->data), g_strdup (zp_json_need_string (r, object, l->data)) };

      if (table != NULL ? zp_table_spec_find_column (table, l->data) == NULL
                        : zp_template_find_field (template_, l->data) == NULL)
        zp_json_fail (r, ZP_ERROR_FORMAT, _ ("there is no field or column “%s”"), (char *) l->data);
      g_array_append_val (pairs, pair);
    }
  zp_json_pop (r);
  return pairs;
}

static void
read_table (
    ZpTemplate *template_, ZpDeriveSpec *spec, ZpJsonReader *r, JsonObject *tables, const char *key)
{
  JsonObject *object = zp_json_object (r, tables, key);
  const ZpTableSpec *table = zp_template_find_table (template_, key);
  ZpDeriveTable derived = { .key = g_intern_string (key) };

  zp_json_push (r, key);
  zp_json_only (r, object, "each", "columns", "propose", NULL);
  if (table == NULL)
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("there is no table “%s”"), key);
  derived.each = g_intern_string (zp_json_need_string (r, object, "each"));
  derived.columns = read_pairs (template_, r, object, "columns", table);
  derived.proposals = read_pairs (template_, r, object, "propose", table);
  g_array_append_val (spec->tables, derived);
  zp_json_pop (r);
}

/** zp_derive_spec_read: reads "derive" of a template whose fields and tables are known already. */
void
zp_derive_spec_read (ZpTemplate *template_,
                     ZpDeriveSpec *spec,
                     ZpJsonReader *reader,
                     JsonObject *root)
{
  JsonObject *object = zp_json_object (reader, root, "derive");
  JsonObject *tables = zp_json_object (reader, object, "tables");
  g_autoptr (GList) keys = tables != NULL ? json_object_get_members (tables) : NULL;

  if (object == NULL)
    return;
  zp_json_push (reader, "derive");
  zp_json_only (reader, object, "from", "fields", "propose", "tables", NULL);
  if (zp_template_find_field (template_, ZP_FIELD_SOURCE_FORMS) != NULL)
    zp_json_fail (reader, ZP_ERROR_FORMAT,
                  _ ("the field “%s” belongs to the program; choose another name"),
                  ZP_FIELD_SOURCE_FORMS);
  spec->from = zp_json_strings (reader, object, "from");
  if (spec->from == NULL)
    zp_json_fail (reader, ZP_ERROR_FORMAT,
                  _ ("\"from\" must name the templates it is derived from"));
  spec->fields = read_pairs (template_, reader, object, "fields", NULL);
  spec->proposals = read_pairs (template_, reader, object, "propose", NULL);
  spec->tables = g_array_new (FALSE, FALSE, sizeof (ZpDeriveTable));
  g_array_set_clear_func (spec->tables, clear_table);
  zp_json_push (reader, "tables");
  for (GList *l = keys; l != NULL; l = l->next)
    read_table (template_, spec, reader, tables, l->data);
  zp_json_pop (reader);
  zp_json_pop (reader);
}

/** zp_derive_spec_clear: frees what @spec owns. */
void
zp_derive_spec_clear (ZpDeriveSpec *spec)
{
  g_clear_pointer (&spec->from, g_strfreev);
  g_clear_pointer (&spec->fields, g_array_unref);
  g_clear_pointer (&spec->tables, g_array_unref);
  g_clear_pointer (&spec->proposals, g_array_unref);
}

/** zp_template_get_derive: which figures come from another form; @from is %NULL for none. */
const ZpDeriveSpec *
zp_template_get_derive (const ZpTemplate *self)
{
  return &self->derive;
}

/** zp_derive_spec_takes_several: whether the document sums up several forms, each in a row of its
 * own. */
gboolean
zp_derive_spec_takes_several (const ZpDeriveSpec *self)
{
  for (guint i = 0; self->tables != NULL && i < self->tables->len; i++)
    if (g_str_equal (g_array_index (self->tables, ZpDeriveTable, i).each, ZP_DERIVE_FORMS))
      return TRUE;
  return FALSE;
}
