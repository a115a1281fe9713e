/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-file.h"

#include "zp-derive.h"
#include "zp-form-private.h"
#include "zp-json.h"
#include "zp-scorecard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The form file: the same JSON in files, in exchange packages and in the store. */

#define MAX_ROWS 5000
#define MAX_TEXT_BYTES (1024 * 1024)

static const char *const known_keys[]
    = { "format",  "version",         "id",     "revision", "template", "template_version",
        "profile", "profile_version", "fields", "tables",   "printed",  NULL };

/* --- reading --- */

static char *
read_words (ZpJsonReader *r, JsonArray *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  for (guint i = 0; i < json_array_get_length (array) && r->error == NULL; i++)
    {
      const char *word = zp_json_element_string (r, array, i);

      if (word != NULL && *word != '\0')
        g_strv_builder_add (builder, word);
    }
  words = g_strv_builder_end (builder);
  return zp_value_from_words ((const char *const *) words);
}

/* A value is a text, or a list of the chosen words. */
static char *
read_value (ZpJsonReader *r, JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (JSON_NODE_HOLDS_ARRAY (node))
    return read_words (r, json_node_get_array (node));
  if (type == G_TYPE_STRING)
    {
      const char *text = json_node_get_string (node);

      if (strlen (text) > MAX_TEXT_BYTES)
        zp_json_fail (r, ZP_ERROR_TOO_LARGE, _ ("the text is longer than 1 MiB"));
      return zp_text_clean (text);
    }
  if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    zp_json_fail (
        r, ZP_ERROR_FORMAT,
        _ ("a bare number; every value is a text, write it in quotation marks: \"12.5\""));
  else
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("must be a text in quotation marks or a list of texts"));
  return g_strdup ("");
}

static void
read_values (ZpJsonReader *r, JsonObject *object, ZpRow *row, gboolean in_table)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (object == NULL)
    return;
  json_object_iter_init_ordered (&iter, object);
  while (r->error == NULL && json_object_iter_next_ordered (&iter, &key, &node))
    {
      g_autofree char *text = NULL;

      if (*key == '\0' || *key == '~'
          || (in_table && (g_str_equal (key, "row") || g_str_equal (key, "id"))))
        continue;
      zp_json_push (r, key);
      text = read_value (r, node);
      zp_json_pop (r);
      zp_row_set (row, key, text);
    }
}

static gboolean
is_row_id (const char *id)
{
  gsize length = strspn (id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

  return length >= 1 && length <= 32 && id[length] == '\0';
}

static void
check_row_id (ZpJsonReader *r, const ZpFormTable *table, const char *key, const char *id)
{
  zp_json_push (r, key);
  if (!is_row_id (id))
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("“%s” is no row id: 1 to 32 letters, digits, _ and -"),
                  id);
  else if (zp_form_table_find (table, id) >= 0)
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("the row “%s” stands twice in this table"), id);
  zp_json_pop (r);
}

static void
read_row (ZpJsonReader *r, ZpFormTable *table, JsonObject *object)
{
  const char *key = zp_json_string (r, object, "row");
  const char *id = key != NULL ? key : zp_json_string (r, object, "id");
  g_autoptr (ZpRow) row = NULL;

  if (r->error != NULL)
    return;
  if (id != NULL)
    check_row_id (r, table, key != NULL ? "row" : "id", id);
  row = zp_row_new (id != NULL ? id : "", key != NULL);
  read_values (r, object, row, TRUE);
  g_ptr_array_add (table->rows, g_steal_pointer (&row));
}

/* Rows without an id are numbered by their place, so that addresses are the same at every run. */
static void
number_rows (ZpFormTable *table)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      ZpRow *row = g_ptr_array_index (table->rows, i);
      g_autofree char *id = NULL;

      if (*row->id != '\0')
        continue;
      for (guint n = i + 1; id == NULL || zp_form_table_find (table, id) >= 0;
           n += table->rows->len)
        {
          g_free (id);
          id = g_strdup_printf ("r%u", n);
        }
      g_ref_string_release (row->id);
      row->id = g_ref_string_new (id);
    }
}

static void
read_table (ZpForm *form, ZpJsonReader *r, JsonObject *tables, const char *key)
{
  JsonArray *array = zp_json_array (r, tables, key);
  ZpFormTable *table;

  if (array == NULL)
    return;
  zp_json_push (r, key);
  table = zp_form_ensure_table (form, key);
  if (json_array_get_length (array) > MAX_ROWS)
    zp_json_fail (r, ZP_ERROR_TOO_LARGE, _ ("more than %d rows"), MAX_ROWS);
  for (guint i = 0; r->error == NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = zp_json_element_object (r, array, i);

      zp_json_push_index (r, i);
      read_row (r, table, object);
      zp_json_pop (r);
    }
  number_rows (table);
  zp_json_pop (r);
}

static void
read_tables (ZpForm *form, ZpJsonReader *r, JsonObject *root)
{
  JsonObject *tables = zp_json_object (r, root, "tables");
  g_autoptr (GList) keys = tables != NULL ? json_object_get_members (tables) : NULL;

  zp_json_push (r, "tables");
  for (GList *l = keys; l != NULL && r->error == NULL; l = l->next)
    read_table (form, r, tables, l->data);
  zp_json_pop (r);
}

static void
read_printed (ZpForm *form, ZpJsonReader *r, JsonObject *root)
{
  JsonObject *printed = zp_json_object (r, root, "printed");
  g_autoptr (GList) keys = printed != NULL ? json_object_get_members (printed) : NULL;

  zp_json_push (r, "printed");
  for (GList *l = keys; l != NULL && r->error == NULL; l = l->next)
    {
      const char *text = zp_json_string (r, printed, l->data);

      if (text != NULL)
        g_hash_table_insert (form->printed, g_strdup (l->data), zp_text_clean (text));
    }
  zp_json_pop (r);
}

static void
keep_extras (ZpForm *form, JsonObject *root)
{
  g_autoptr (GList) keys = json_object_get_members (root);

  for (GList *l = keys; l != NULL; l = l->next)
    if (!g_strv_contains (known_keys, l->data))
      json_object_set_member (form->extras, l->data,
                              zp_json_copy (json_object_get_member (root, l->data)));
}

static void
read_header (ZpJsonReader *r, JsonObject *root)
{
  const char *format = zp_json_string (r, root, "format");
  g_autofree char *version = zp_json_text_or_number (r, root, "version");

  if (r->error != NULL)
    return;
  if (g_strcmp0 (format, ZP_FORM_FILE_FORMAT) != 0)
    zp_json_fail (r, ZP_ERROR_FORMAT,
                  _ ("format: this is no Ziping form (\"format\": \"%s\" is missing)"),
                  ZP_FORM_FILE_FORMAT);
  else if (version == NULL)
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("version: is missing"));
  else if (g_ascii_strtoll (version, NULL, 10) > ZP_FORM_FILE_VERSION)
    zp_json_fail (r, ZP_ERROR_NEWER,
                  _ ("version: %s was written by a newer Ziping; install the newer one to open it"),
                  version);
  else if (!g_str_equal (version, "1"))
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("version: “%s” is not known"), version);
}

static void
read_identity (ZpForm *form, ZpJsonReader *r, JsonObject *root)
{
  const char *id = zp_json_string (r, root, "id");
  g_autofree char *revision = zp_json_text_or_number (r, root, "revision");

  if (id != NULL && !g_uuid_string_is_valid (id) && !is_row_id (id))
    zp_json_fail (r, ZP_ERROR_FORMAT, _ ("id: “%s” is no UUID"), id);
  else if (id != NULL)
    zp_form_set_id (form, id);
  if (revision != NULL && *revision != '\0')
    {
      char *end;
      gint64 value = g_ascii_strtoll (revision, &end, 10);

      if (*end != '\0' || value < 0)
        zp_json_fail (r, ZP_ERROR_FORMAT, _ ("revision: “%s” is no whole number"), revision);
      form->revision = value;
    }
}

/**
 * zp_form_read:
 * @json: a form file, at most 8 MiB
 * @catalog: the templates and profiles that are there
 *
 * Reads a form.  Values that should be numbers and are not are kept as they are; only what is no
 * form at all is refused, with its place, the reason and what to do.
 *
 * Returns: (transfer full) (nullable): the form
 */
ZpForm *
zp_form_read (GBytes *json, ZpCatalog *catalog, GError **error)
{
  g_autoptr (ZpForm) form = NULL;
  ZpJsonReader reader = { 0 };
  JsonObject *root = zp_json_reader_open (&reader, json, ZP_FORM_FILE_MAX_BYTES);

  if (root != NULL)
    read_header (&reader, root);
  if (reader.error == NULL)
    form = zp_form_read_rules (&reader, root, catalog);
  if (form != NULL)
    {
      JsonObject *fields;

      read_identity (form, &reader, root);
      fields = zp_json_object (&reader, root, "fields");
      zp_json_push (&reader, "fields");
      read_values (&reader, fields, form->fields, FALSE);
      zp_json_pop (&reader);
      read_tables (form, &reader, root);
      read_printed (form, &reader, root);
      keep_extras (form, root);
    }
  if (!zp_json_reader_close (&reader, error))
    return NULL;
  zp_form_settle (form);
  return g_steal_pointer (&form);
}

/* --- writing --- */

static void
write_value (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  if (zp_value_is_words (text))
    {
      g_auto (GStrv) words = zp_value_get_words (text);

      json_builder_begin_array (builder);
      for (guint i = 0; words[i] != NULL; i++)
        json_builder_add_string_value (builder, words[i]);
      json_builder_end_array (builder);
    }
  else
    json_builder_add_string_value (builder, text);
}

static gboolean
has_column (GPtrArray *columns, const char *key)
{
  for (guint i = 0; columns != NULL && i < columns->len; i++)
    if (((ZpColumnSpec *) g_ptr_array_index (columns, i))->key == key)
      return TRUE;
  return FALSE;
}

static gboolean
has_computed (GPtrArray *computed, const char *key)
{
  for (guint i = 0; computed != NULL && i < computed->len; i++)
    if (((ZpComputedSpec *) g_ptr_array_index (computed, i))->key == key)
      return TRUE;
  return FALSE;
}

/* What was typed where the template computes, and that it was. */
static void
write_by_hand (JsonBuilder *builder, const ZpRow *row, GPtrArray *computed)
{
  const char *by_hand = zp_row_get (row, ZP_KEY_BY_HAND);

  for (guint i = 0; computed != NULL && i < computed->len; i++)
    {
      const char *key = ((ZpComputedSpec *) g_ptr_array_index (computed, i))->key;
      const char *text = zp_row_get (row, key);

      if (*text != '\0')
        write_value (builder, key, text);
    }
  if (*by_hand != '\0')
    write_value (builder, ZP_KEY_BY_HAND, by_hand);
}

/* First what the template knows, in its order, then whatever else was there: undoing a change may
 * have brought a known value back at another place of the row, the bytes must be the same. */
static void
write_values (JsonBuilder *builder, const ZpRow *row, GPtrArray *columns, GPtrArray *computed)
{
  for (guint i = 0; columns != NULL && i < columns->len; i++)
    {
      const char *key = ((ZpColumnSpec *) g_ptr_array_index (columns, i))->key;
      const char *text = zp_row_get (row, key);

      if (*text != '\0')
        write_value (builder, key, text);
    }
  write_by_hand (builder, row, computed);
  for (guint i = 0; i < row->values->len; i++)
    {
      const ZpRowValue *value = &g_array_index (row->values, ZpRowValue, i);

      if (*value->key != '~' && !has_column (columns, value->key)
          && !has_computed (computed, value->key) && !g_str_equal (value->key, ZP_KEY_BY_HAND))
        write_value (builder, value->key, value->text);
    }
}

/* The text of a computed score that stood in the file, while it is still right. */
static void
write_settled (JsonBuilder *builder, const ZpRow *row, const char *key, const ZpScore *score)
{
  const char *settled = zp_row_get (row, ZP_KEY_SETTLED);
  ZpDecimal value;

  if (*settled == '\0' || *zp_row_get (row, key) != '\0')
    return;
  if (score->has_computed && zp_decimal_parse (settled, &value) == ZP_DECIMAL_OK
      && zp_decimal_equal (value, score->computed))
    write_value (builder, key, settled);
}

static void
write_row_score (JsonBuilder *builder,
                 const ZpForm *form,
                 const ZpFormTable *table,
                 const ZpRow *row,
                 const ZpScorecard *card)
{
  const ZpTableSpec *indicators = zp_template_get_indicators (form->template_);
  const ZpExecutionSpec *execution = zp_template_get_execution (form->template_);

  if (table->spec == NULL)
    return;
  if (table->spec == indicators && indicators->roles[ZP_ROLE_SCORE] != NULL)
    {
      const ZpScoreLine *line = zp_scorecard_find (card, row->id);

      if (line != NULL)
        write_settled (builder, row, indicators->roles[ZP_ROLE_SCORE]->key, &line->score);
    }
  else if (execution->table == table->key && g_str_equal (execution->row, row->id))
    for (guint i = 0; i < table->spec->computed->len; i++)
      {
        const ZpComputedSpec *computed = g_ptr_array_index (table->spec->computed, i);

        if (computed->kind == ZP_COMPUTED_EXECUTION_SCORE)
          write_settled (builder, row, computed->key, &card->execution);
      }
}

static void
write_table (JsonBuilder *builder,
             const ZpForm *form,
             const ZpFormTable *table,
             const ZpScorecard *card)
{
  json_builder_set_member_name (builder, table->key);
  json_builder_begin_array (builder);
  for (guint i = 0; i < table->rows->len; i++)
    {
      const ZpRow *row = g_ptr_array_index (table->rows, i);

      json_builder_begin_object (builder);
      write_value (builder, row->fixed ? "row" : "id", row->id);
      write_values (builder, row, table->spec != NULL ? table->spec->columns : NULL,
                    table->spec != NULL ? table->spec->computed : NULL);
      write_row_score (builder, form, table, row, card);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* In the order of the template, so that the same form always gives the same bytes. */
static void
write_tables (JsonBuilder *builder, const ZpForm *form)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  GPtrArray *specs = zp_template_get_tables (form->template_);

  json_builder_set_member_name (builder, "tables");
  json_builder_begin_object (builder);
  for (guint i = 0; i < specs->len; i++)
    {
      const ZpFormTable *table
          = zp_form_find_table (form, ((ZpTableSpec *) g_ptr_array_index (specs, i))->key);

      if (table != NULL && table->rows->len > 0)
        write_table (builder, form, table, card);
    }
  for (guint i = 0; i < form->tables->len; i++)
    {
      const ZpFormTable *table = g_ptr_array_index (form->tables, i);

      if (table->spec == NULL)
        write_table (builder, form, table, card);
    }
  json_builder_end_object (builder);
}

static void
write_printed (JsonBuilder *builder, const ZpForm *form)
{
  g_autoptr (GList) keys
      = g_list_sort (g_hash_table_get_keys (form->printed), (GCompareFunc) strcmp);

  if (keys == NULL)
    return;
  json_builder_set_member_name (builder, "printed");
  json_builder_begin_object (builder);
  for (GList *l = keys; l != NULL; l = l->next)
    write_value (builder, l->data, g_hash_table_lookup (form->printed, l->data));
  json_builder_end_object (builder);
}

static void
write_extras (JsonBuilder *builder, const ZpForm *form)
{
  g_autoptr (GList) keys = json_object_get_members (form->extras);

  for (GList *l = keys; l != NULL; l = l->next)
    {
      json_builder_set_member_name (builder, l->data);
      json_builder_add_value (builder,
                              json_node_copy (json_object_get_member (form->extras, l->data)));
    }
}

static void
write_header (JsonBuilder *builder, const ZpForm *form)
{
  g_autofree char *revision = g_strdup_printf ("%" G_GINT64_FORMAT, form->revision);

  write_value (builder, "format", ZP_FORM_FILE_FORMAT);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, ZP_FORM_FILE_VERSION);
  write_value (builder, "id", form->id);
  write_value (builder, "revision", revision);
  write_value (builder, "template", zp_template_get_id (form->template_));
  write_value (builder, "template_version", zp_template_get_version (form->template_));
  write_value (builder, "profile", form->profile->id);
  write_value (builder, "profile_version", form->profile->version);
}

/**
 * zp_form_write:
 *
 * Returns: (transfer full): the form file; the same form always gives the same bytes
 */
GBytes *
zp_form_write (const ZpForm *form)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  gsize length;
  char *text;

  json_builder_begin_object (builder);
  write_header (builder, form);
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_object (builder);
  write_values (builder, form->fields, zp_template_get_fields (form->template_), NULL);
  json_builder_end_object (builder);
  write_tables (builder, form);
  write_printed (builder, form);
  write_extras (builder, form);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_indent (generator, 1);
  text = json_generator_to_data (generator, &length);
  return g_bytes_new_take (text, length);
}

static void
append_texts (GString *all, const ZpRow *row)
{
  for (guint i = 0; i < row->values->len; i++)
    {
      const ZpRowValue *value = &g_array_index (row->values, ZpRowValue, i);

      if (*value->key == '~' || g_str_equal (value->key, ZP_FIELD_SOURCE_FORMS))
        continue;
      g_string_append (all, value->text);
      g_string_append_c (all, '\n');
    }
}

/** zp_form_get_all_text: (transfer full): every text of the form, for the search. */
char *
zp_form_get_all_text (const ZpForm *form)
{
  GString *all = g_string_new (NULL);

  append_texts (all, form->fields);
  for (guint i = 0; i < form->tables->len; i++)
    {
      const ZpFormTable *table = g_ptr_array_index (form->tables, i);

      for (guint j = 0; j < table->rows->len; j++)
        append_texts (all, g_ptr_array_index (table->rows, j));
    }
  return g_string_free (all, FALSE);
}
