/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-template-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Tables of a form: their rows, what is summed and computed in them, and the rows that the official
 * form has from the start. */

#define MAX_FIXED_ROWS 200
#define MAX_SKELETON 500

/** zp_template_intern: (transfer container): @words as canonical strings; an empty list for %NULL. */
const char **
zp_template_intern (char **words)
{
  guint n = words != NULL ? g_strv_length (words) : 0;
  const char **result = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    result[i] = g_intern_string (words[i]);
  return result;
}

static void
fixed_row_free (ZpFixedRow *row)
{
  g_free (row->label);
  g_free (row->parts);
  g_free (row);
}

static void
computed_spec_free (ZpComputedSpec *computed)
{
  g_free (computed->label);
  g_free (computed->operands);
  g_free (computed);
}

static void
synonym_free (ZpSynonym *synonym)
{
  g_free (synonym->word);
  g_strfreev (synonym->others);
  g_free (synonym);
}

static void
skeleton_row_free (ZpSkeletonRow *row)
{
  g_strfreev (row->values);
  g_free (row);
}

/** zp_table_spec_free: frees a table. */
void
zp_table_spec_free (ZpTableSpec *table)
{
  g_free (table->label);
  g_ptr_array_unref (table->columns);
  g_ptr_array_unref (table->computed);
  g_ptr_array_unref (table->rows);
  g_ptr_array_unref (table->skeleton);
  g_ptr_array_unref (table->synonyms);
  g_free (table->total);
  g_free (table->groups);
  g_free (table->prefill);
  g_free (table);
}

static void
read_fixed_rows (ZpJsonReader *r, JsonObject *object, ZpTableSpec *table)
{
  JsonObject *rows = zp_json_object (r, object, "rows");
  JsonObject *sums = zp_json_object (r, object, "sum");
  g_autoptr (GList) keys = rows != NULL ? json_object_get_members (rows) : NULL;

  zp_json_push (r, "rows");
  if (g_list_length (keys) > MAX_FIXED_ROWS)
    zp_json_fail (r, ZP_ERROR_TOO_LARGE, _ ("more than %d rows"), MAX_FIXED_ROWS);
  for (GList *l = keys; l != NULL && r->error == NULL; l = l->next)
    {
      ZpFixedRow *row = g_new0 (ZpFixedRow, 1);
      g_auto (GStrv) parts = sums != NULL ? zp_json_strings (r, sums, l->data) : NULL;

      row->key = g_intern_string (l->data);
      row->label = g_strdup (zp_json_string (r, rows, l->data));
      row->parts = parts != NULL ? zp_template_intern (parts) : NULL;
      g_ptr_array_add (table->rows, row);
    }
  zp_json_pop (r);
}

static gboolean
has_part (const ZpFixedRow *row, const char *key)
{
  return row->parts != NULL && g_strv_contains (row->parts, key);
}

/* The row that @key adds up into. */
static const ZpFixedRow *
find_sum (const ZpTableSpec *table, const char *key, guint *out_n)
{
  const ZpFixedRow *found = NULL;

  *out_n = 0;
  for (guint i = 0; i < table->rows->len; i++)
    {
      const ZpFixedRow *row = g_ptr_array_index (table->rows, i);

      if (!has_part (row, key))
        continue;
      found = row;
      ++*out_n;
    }
  return found;
}

/* Each row is a part of one sum at most and never of itself, so adding up always comes to an end. */
static void
check_parts (ZpJsonReader *r, const ZpTableSpec *table, const ZpFixedRow *row)
{
  const ZpFixedRow *above = row;
  guint n;

  for (guint i = 0; row->parts != NULL && row->parts[i] != NULL; i++)
    if (zp_table_spec_find_row (table, row->parts[i]) == NULL)
      zp_json_fail (r, ZP_ERROR_FORMAT, _ ("there is no row “%s” to sum up"), row->parts[i]);
    else if (g_strv_contains (row->parts + i + 1, row->parts[i]))
      zp_json_fail (r, ZP_ERROR_FORMAT, _ ("“%s” stands twice"), row->parts[i]);
    else if (find_sum (table, row->parts[i], &n) != NULL && n > 1)
      zp_json_fail (r, ZP_ERROR_FORMAT, _ ("“%s” is a part of two sums; a row goes into one only"),
                    row->parts[i]);
  for (guint i = 0; above != NULL && i <= table->rows->len && r->error == NULL; i++)
    {
      if (i == table->rows->len)
        zp_json_fail (r, ZP_ERROR_FORMAT, _ ("a row cannot be a part of itself"));
      above = find_sum (table, above->key, &n);
    }
}

static void
check_sums (ZpJsonReader *r, JsonObject *object, ZpTableSpec *table)
{
  JsonObject *sums = zp_json_object (r, object, "sum");
  g_autoptr (GList) keys = sums != NULL ? json_object_get_members (sums) : NULL;

  zp_json_push (r, "sum");
  for (GList *l = keys; l != NULL && r->error == NULL; l = l->next)
    {
      const ZpFixedRow *row = zp_table_spec_find_row (table, l->data);

      zp_json_push (r, l->data);
      if (row == NULL)
        zp_json_fail (r, ZP_ERROR_FORMAT, _ ("there is no row “%s” among \"rows\""),
                      (char *) l->data);
      else
        check_parts (r, table, row);
      zp_json_pop (r);
    }
  zp_json_pop (r);
}

/* Columns may add up from others, but not from sums: so nothing can go round in a circle. */
static void
check_column_sums (ZpJsonReader *r, const ZpTableSpec *table)
{
  zp_json_push (r, "columns");
  for (guint i = 0; i < table->columns->len; i++)
    {
      const ZpColumnSpec *column = g_ptr_array_index (table->columns, i);

      zp_json_push (r, column->key);
      for (guint j = 0; column->parts != NULL && column->parts[j] != NULL; j++)
        {
          const ZpColumnSpec *part = zp_table_spec_find_column (table, column->parts[j]);

          if (part == NULL || part->type != ZP_TYPE_AMOUNT || part->parts != NULL)
            zp_json_fail (r, ZP_ERROR_FORMAT, _ ("“%s” is no amount that can be summed up"),
                          column->parts[j]);
        }
      zp_json_pop (r);
    }
  zp_json_pop (r);
}

static void
read_operands (ZpJsonReader *r,
               JsonObject *object,
               const char *key,
               const ZpTableSpec *table,
               ZpComputedSpec *computed)
{
  g_auto (GStrv) words = zp_json_strings (r, object, key);

  computed->operands = zp_template_intern (words);
  for (guint i = 0; computed->operands[i] != NULL; i++)
    if (zp_table_spec_find_column (table, computed->operands[i]) == NULL)
      zp_json_fail (r, ZP_ERROR_FORMAT, _ ("there is no column “%s” among \"columns\""),
                    computed->operands[i]);
  if (computed->kind == ZP_COMPUTED_RATE && g_strv_length ((char **) computed->operands) != 2)
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("a rate needs two columns: [\"executed\", \"budget\"]"));
}

static ZpComputedSpec *
read_one_computed (ZpJsonReader *r, JsonObject *owner, const char *key, const ZpTableSpec *table)
{
  ZpComputedSpec *computed = g_new0 (ZpComputedSpec, 1);
  JsonObject *object = zp_json_object (r, owner, key);

  computed->key = g_intern_string (key);
  zp_json_push (r, key);
  zp_json_only (r, object, "label", "rate", "sum", "execution", NULL);
  computed->label = g_strdup (zp_json_string (r, object, "label"));
  if (computed->label == NULL)
    computed->label = g_strdup (key);
  if (object != NULL && json_object_has_member (object, "sum"))
    {
      computed->kind = ZP_COMPUTED_SUM;
      read_operands (r, object, "sum", table, computed);
    }
  else if (object != NULL && json_object_has_member (object, "execution"))
    {
      static const char *const words[] = { "weight", "score", NULL };

      computed->kind = zp_json_enum (r, object, "execution", words, 0) == 0
                           ? ZP_COMPUTED_EXECUTION_WEIGHT
                           : ZP_COMPUTED_EXECUTION_SCORE;
      computed->operands = zp_template_intern (NULL);
    }
  else
    {
      computed->kind = ZP_COMPUTED_RATE;
      read_operands (r, object, "rate", table, computed);
    }
  zp_json_pop (r);
  return computed;
}

static void
read_computed (ZpJsonReader *r, JsonObject *object, ZpTableSpec *table)
{
  JsonObject *computed = zp_json_object (r, object, "computed");
  g_autoptr (GList) keys = computed != NULL ? json_object_get_members (computed) : NULL;

  zp_json_push (r, "computed");
  for (GList *l = keys; l != NULL; l = l->next)
    g_ptr_array_add (table->computed, read_one_computed (r, computed, l->data, table));
  zp_json_pop (r);
}

static void
read_skeleton_row (ZpJsonReader *r, JsonNode *node, ZpTableSpec *table)
{
  guint n = g_strv_length ((char **) table->groups) + g_strv_length ((char **) table->prefill);
  JsonArray *words = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  ZpSkeletonRow *row = g_new0 (ZpSkeletonRow, 1);

  row->values = g_new0 (char *, n + 1);
  g_ptr_array_add (table->skeleton, row);
  if (words == NULL || json_array_get_length (words) != n)
    zp_json_fail (r, ZP_ERROR_FORMAT,
                  _ ("must be a list of %u texts: one for each of \"groups\" and \"prefill\""), n);
  for (guint i = 0; i < n && r->error == NULL; i++)
    row->values[i] = g_strdup (zp_json_element_string (r, words, i));
}

static void
read_skeleton (ZpJsonReader *r, JsonObject *object, ZpTableSpec *table)
{
  JsonArray *skeleton = zp_json_array (r, object, "skeleton");

  zp_json_push (r, "skeleton");
  if (skeleton != NULL && json_array_get_length (skeleton) > MAX_SKELETON)
    zp_json_fail (r, ZP_ERROR_TOO_LARGE, _ ("more than %d rows"), MAX_SKELETON);
  if (skeleton != NULL && table->rows->len > 0)
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("a table has \"rows\" or a \"skeleton\", not both"));
  for (guint i = 0; skeleton != NULL && i < json_array_get_length (skeleton) && r->error == NULL;
       i++)
    {
      zp_json_push_index (r, i);
      read_skeleton_row (r, json_array_get_element (skeleton, i), table);
      zp_json_pop (r);
    }
  zp_json_pop (r);
}

static const char **
read_column_list (ZpJsonReader *r, JsonObject *object, const char *key, const ZpTableSpec *table)
{
  g_auto (GStrv) words = zp_json_strings (r, object, key);
  const char **columns = zp_template_intern (words);

  zp_json_push (r, key);
  for (guint i = 0; columns[i] != NULL; i++)
    if (zp_table_spec_find_column (table, columns[i]) == NULL)
      zp_json_fail (r, ZP_ERROR_FORMAT, _ ("there is no column “%s”"), columns[i]);
  zp_json_pop (r);
  return columns;
}

static void
read_synonyms (ZpJsonReader *r, JsonObject *object, ZpTableSpec *table)
{
  JsonObject *synonyms = zp_json_object (r, object, "synonyms");
  g_autoptr (GList) keys = synonyms != NULL ? json_object_get_members (synonyms) : NULL;

  zp_json_push (r, "synonyms");
  for (GList *l = keys; l != NULL && r->error == NULL; l = l->next)
    {
      ZpSynonym *synonym = g_new0 (ZpSynonym, 1);

      synonym->word = g_strdup (l->data);
      synonym->others = zp_json_strings (r, synonyms, l->data);
      if (synonym->others == NULL)
        synonym->others = g_new0 (char *, 1);
      g_ptr_array_add (table->synonyms, synonym);
    }
  zp_json_pop (r);
}

static void
read_total (ZpJsonReader *r, JsonObject *object, ZpTableSpec *table)
{
  table->total = g_strdup (zp_json_string (r, object, "total"));
  if (table->total == NULL || table->rows->len == 0)
    return;
  zp_json_push (r, "total");
  zp_json_fail (r, ZP_ERROR_FORMAT,
                _ ("a table with fixed \"rows\" says under \"sum\" which of them adds up others"));
  zp_json_pop (r);
}

static void
find_roles (ZpTableSpec *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const ZpColumnSpec *column = g_ptr_array_index (table->columns, i);

      if (column->role != ZP_ROLE_NONE && table->roles[column->role] == NULL)
        table->roles[column->role] = column;
    }
}

/** zp_table_spec_new: (transfer full): a table without anything; @key is canonical. */
ZpTableSpec *
zp_table_spec_new (const char *key, GDestroyNotify free_column)
{
  ZpTableSpec *table = g_new0 (ZpTableSpec, 1);

  table->key = key;
  table->groups = zp_template_intern (NULL);
  table->prefill = zp_template_intern (NULL);
  table->columns = g_ptr_array_new_with_free_func (free_column);
  table->computed = g_ptr_array_new_with_free_func ((GDestroyNotify) computed_spec_free);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) fixed_row_free);
  table->skeleton = g_ptr_array_new_with_free_func ((GDestroyNotify) skeleton_row_free);
  table->synonyms = g_ptr_array_new_with_free_func ((GDestroyNotify) synonym_free);
  return table;
}

/** zp_table_spec_read: (transfer full): reads the member @key of @tables. */
ZpTableSpec *
zp_table_spec_read (ZpJsonReader *r, JsonObject *tables, const char *key)
{
  ZpTableSpec *table
      = zp_table_spec_new (g_intern_string (key), (GDestroyNotify) zp_column_spec_free);
  JsonObject *object = zp_json_object (r, tables, key);

  zp_json_push (r, key);
  zp_json_only (r, object, "label", "rows", "columns", "computed", "sum", "total", "groups",
                "prefill", "skeleton", "optional", "synonyms", "min_rows", NULL);
  table->label = g_strdup (zp_json_string (r, object, "label"));
  if (table->label == NULL)
    table->label = g_strdup (key);
  zp_template_read_columns (r, object, "columns", table->columns);
  read_fixed_rows (r, object, table);
  check_sums (r, object, table);
  check_column_sums (r, table);
  read_total (r, object, table);
  read_computed (r, object, table);
  g_free (table->groups);
  g_free (table->prefill);
  table->groups = read_column_list (r, object, "groups", table);
  table->prefill = read_column_list (r, object, "prefill", table);
  read_skeleton (r, object, table);
  read_synonyms (r, object, table);
  table->optional = zp_json_bool (r, object, "optional");
  table->min_rows = zp_json_uint (r, object, "min_rows", table->skeleton->len > 0 ? 0 : 1, 100);
  find_roles (table);
  zp_json_pop (r);
  return table;
}

/** zp_table_spec_find_column: (nullable): the typed column called @key. */
const ZpColumnSpec *
zp_table_spec_find_column (const ZpTableSpec *self, const char *key)
{
  return zp_template_find_column (self->columns, key);
}

/** zp_table_spec_find_computed: (nullable): the computed column called @key. */
const ZpComputedSpec *
zp_table_spec_find_computed (const ZpTableSpec *self, const char *key)
{
  for (guint i = 0; i < self->computed->len; i++)
    {
      const ZpComputedSpec *computed = g_ptr_array_index (self->computed, i);

      if (g_str_equal (computed->key, key))
        return computed;
    }
  return NULL;
}

/** zp_table_spec_find_row: (nullable): the fixed row called @key. */
const ZpFixedRow *
zp_table_spec_find_row (const ZpTableSpec *self, const char *key)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const ZpFixedRow *row = g_ptr_array_index (self->rows, i);

      if (g_str_equal (row->key, key))
        return row;
    }
  return NULL;
}

/**
 * zp_table_spec_get_skeleton:
 * @index: a row of the skeleton
 * @column: a column
 *
 * Returns: (nullable): what the official form prints there, as it stands in the template; %NULL for
 *   a column that the skeleton says nothing about
 */
const char *
zp_table_spec_get_skeleton (const ZpTableSpec *self, guint index, const char *column)
{
  const ZpSkeletonRow *row = g_ptr_array_index (self->skeleton, index);
  guint n = 0;

  for (; self->groups[n] != NULL; n++)
    if (g_str_equal (self->groups[n], column))
      return row->values[n];
  for (guint i = 0; self->prefill[i] != NULL; i++)
    if (g_str_equal (self->prefill[i], column))
      return row->values[n + i];
  return NULL;
}

/** zp_table_spec_has_synonym: whether @other is another word for what the official form calls @word. */
gboolean
zp_table_spec_has_synonym (const ZpTableSpec *self, const char *word, const char *other)
{
  for (guint i = 0; i < self->synonyms->len; i++)
    {
      const ZpSynonym *synonym = g_ptr_array_index (self->synonyms, i);

      if (g_str_equal (synonym->word, word))
        return g_strv_contains ((const char *const *) synonym->others, other);
    }
  return FALSE;
}

/** zp_table_spec_get_canonical: what the official form says for @word; @word itself when it has no other. */
const char *
zp_table_spec_get_canonical (const ZpTableSpec *self, const char *word)
{
  for (guint i = 0; i < self->synonyms->len; i++)
    {
      const ZpSynonym *synonym = g_ptr_array_index (self->synonyms, i);

      if (g_strv_contains ((const char *const *) synonym->others, word))
        return synonym->word;
    }
  return word;
}
