/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-evidence.h"

#include "zp-error.h"
#include "zp-form-private.h"
#include "zp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The evidence of a form, as its file keeps it: an array of objects, each with the address of the
 * row it belongs to.  Keys of programs to come stay in the objects. */

#define KEY_ID "id"
#define KEY_ADDRESS "address"
#define KEY_NAME "name"
#define KEY_DATE "date"
#define KEY_SHA256 "sha256"
#define KEY_SIZE "size"
#define KEY_PATH "path"
#define KEY_FILE "file"

#define MAX_NAME_BYTES 150

/**
 * zp_evidence_new:
 * @address: the row it belongs to
 * @name: what it is called
 *
 * Returns: (transfer full): a piece of evidence without id, date and file; the members may be set
 */
ZpEvidence *
zp_evidence_new (const char *address, const char *name)
{
  ZpEvidence *self = g_new0 (ZpEvidence, 1);

  self->id = g_strdup ("");
  self->address = g_strdup (address);
  self->name = g_strdup (name);
  self->date = g_strdup ("");
  self->sha256 = g_strdup ("");
  self->path = g_strdup ("");
  self->file = g_strdup ("");
  return self;
}

/** zp_evidence_copy: (transfer full): the same again. */
ZpEvidence *
zp_evidence_copy (const ZpEvidence *self)
{
  ZpEvidence *copy = g_new0 (ZpEvidence, 1);

  copy->id = g_strdup (self->id);
  copy->address = g_strdup (self->address);
  copy->name = g_strdup (self->name);
  copy->date = g_strdup (self->date);
  copy->sha256 = g_strdup (self->sha256);
  copy->size = self->size;
  copy->path = g_strdup (self->path);
  copy->file = g_strdup (self->file);
  return copy;
}

/** zp_evidence_free: frees a piece of evidence; the form keeps it. */
void
zp_evidence_free (ZpEvidence *self)
{
  g_free (self->id);
  g_free (self->address);
  g_free (self->name);
  g_free (self->date);
  g_free (self->sha256);
  g_free (self->path);
  g_free (self->file);
  g_free (self);
}

/* --- reading --- */

static JsonArray *
get_array (const ZpForm *form)
{
  JsonNode *node = zp_form_get_extra (form, ZP_EXTRA_EVIDENCE);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_object (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* What is no text counts as absent: the file may come from anywhere. */
static const char *
get_text (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : "";
}

/* “indicators/r3/actual” belongs to “indicators/r3”, “indicators/r31” does not. */
static gboolean
is_at (const char *text, const char *address)
{
  gsize length = strlen (address);

  return strncmp (text, address, length) == 0 && (text[length] == '\0' || text[length] == '/');
}

/* An entry without an id is known by its place; so the same file gives the same ids at every run.
 */
static char *
dup_id (JsonObject *object, guint index)
{
  const char *id = get_text (object, KEY_ID);

  return *id != '\0' ? g_strdup (id) : g_strdup_printf ("#%u", index + 1);
}

static ZpEvidence *
read_object (JsonObject *object, guint index)
{
  ZpEvidence *self = g_new0 (ZpEvidence, 1);
  const char *path = get_text (object, KEY_PATH);
  const char *file = get_text (object, KEY_FILE);

  self->id = dup_id (object, index);
  self->address = g_strdup (get_text (object, KEY_ADDRESS));
  self->name = g_strdup (get_text (object, KEY_NAME));
  self->date = g_strdup (get_text (object, KEY_DATE));
  self->sha256 = g_ascii_strdown (get_text (object, KEY_SHA256), -1);
  self->size = g_ascii_strtoull (get_text (object, KEY_SIZE), NULL, 10);
  self->path = g_strdup (path);
  self->file = g_strdup (zp_evidence_is_safe_file (file) ? file : "");
  if (*self->name == '\0' && (*self->path != '\0' || *self->file != '\0'))
    {
      g_free (self->name);
      self->name = g_path_get_basename (*self->path != '\0' ? self->path : self->file);
    }
  return self;
}

/**
 * zp_evidence_list:
 * @address: (nullable): a row (“indicators/r3”), or %NULL for the whole form
 *
 * Returns: (transfer full) (element-type ZpEvidence): its evidence, in the order it was added
 */
GPtrArray *
zp_evidence_list (const ZpForm *form, const char *address)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_evidence_free);
  JsonArray *array = get_array (form);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = get_object (array, i);

      if (object != NULL && (address == NULL || is_at (get_text (object, KEY_ADDRESS), address)))
        g_ptr_array_add (list, read_object (object, i));
    }
  return list;
}

/** zp_evidence_count: how many pieces of evidence a row has; @address is %NULL for the whole form.
 */
guint
zp_evidence_count (const ZpForm *form, const char *address)
{
  JsonArray *array = get_array (form);
  guint n = 0;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = get_object (array, i);

      if (object != NULL && (address == NULL || is_at (get_text (object, KEY_ADDRESS), address)))
        n++;
    }
  return n;
}

static int
find_index (JsonArray *array, const char *id)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = get_object (array, i);
      g_autofree char *own = object != NULL ? dup_id (object, i) : NULL;

      if (g_strcmp0 (own, id) == 0)
        return i;
    }
  return -1;
}

/** zp_evidence_find: (transfer full) (nullable): the piece of evidence with this id. */
ZpEvidence *
zp_evidence_find (const ZpForm *form, const char *id)
{
  JsonArray *array = get_array (form);
  int index = find_index (array, id);

  return index >= 0 ? read_object (get_object (array, index), index) : NULL;
}

/* --- writing --- */

/* A number above all that are there: ids of removed pieces are not given to others. */
static char *
make_id (JsonArray *array)
{
  guint64 highest = 0;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = get_object (array, i);
      const char *id = object != NULL ? get_text (object, KEY_ID) : "";

      if (*id == 'e')
        highest = MAX (highest, MIN (g_ascii_strtoull (id + 1, NULL, 10), G_MAXUINT32));
    }
  return g_strdup_printf ("e%" G_GUINT64_FORMAT, highest + 1);
}

/* An absent key says the same as an empty text. */
static void
set_text (JsonObject *object, const char *key, const char *text)
{
  if (*text != '\0')
    json_object_set_string_member (object, key, text);
  else if (json_object_has_member (object, key))
    json_object_remove_member (object, key);
}

static void
write_object (JsonObject *object, const ZpEvidence *evidence)
{
  g_autofree char *size
      = evidence->size > 0 ? g_strdup_printf ("%" G_GUINT64_FORMAT, evidence->size) : g_strdup ("");

  set_text (object, KEY_ID, evidence->id);
  set_text (object, KEY_ADDRESS, evidence->address);
  set_text (object, KEY_NAME, evidence->name);
  set_text (object, KEY_DATE, evidence->date);
  set_text (object, KEY_SHA256, evidence->sha256);
  set_text (object, KEY_SIZE, size);
  set_text (object, KEY_PATH, evidence->path);
  set_text (object, KEY_FILE, evidence->file);
}

/* A copy to be changed and then set, so that the form tells that it changed. */
static JsonNode *
copy_array (const ZpForm *form)
{
  JsonNode *node = zp_form_get_extra (form, ZP_EXTRA_EVIDENCE);

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    return zp_json_copy (node);
  return zp_json_new_array ();
}

/**
 * zp_evidence_put:
 * @form: a form
 * @evidence: what to keep; with the id of one that is there it replaces that one, with "" it is
 *   added and gets an id
 *
 * Returns: whether the form keeps it; %ZP_ERROR_READ_ONLY when it is handed in
 */
gboolean
zp_evidence_put (ZpForm *form, ZpEvidence *evidence, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array;
  JsonObject *object;
  int index;

  g_return_val_if_fail (ZP_IS_FORM (form), FALSE);
  g_return_val_if_fail (evidence != NULL, FALSE);

  node = copy_array (form);
  array = json_node_get_array (node);
  index = find_index (array, evidence->id);
  if (index >= 0)
    object = get_object (array, index);
  else
    {
      if (*evidence->id == '\0')
        {
          g_free (evidence->id);
          evidence->id = make_id (array);
        }
      object = json_object_new ();
      json_array_add_object_element (array, object);
    }
  write_object (object, evidence);
  return zp_form_set_extra (form, ZP_EXTRA_EVIDENCE, node, error);
}

/**
 * zp_evidence_remove:
 * @id: a piece of evidence of the form
 *
 * Takes it out of the form; no file is touched.
 *
 * Returns: whether it is out
 */
gboolean
zp_evidence_remove (ZpForm *form, const char *id, GError **error)
{
  g_autoptr (JsonNode) node = copy_array (form);
  JsonArray *array = json_node_get_array (node);
  int index = find_index (array, id);

  if (index < 0)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND, _ ("the evidence “%s” is not in the form"),
                   id);
      return FALSE;
    }
  json_array_remove_element (array, index);
  return zp_form_set_extra (form, ZP_EXTRA_EVIDENCE,
                            json_array_get_length (array) > 0 ? node : NULL, error);
}

/** zp_evidence_forget: a copy of a form begins without evidence: what it showed was of the other.
 */
void
zp_evidence_forget (ZpForm *form)
{
  zp_form_set_extra (form, ZP_EXTRA_EVIDENCE, NULL, NULL);
}

/* --- what can be said of it without its file --- */

/** zp_evidence_is_outside_year: whether it is dated, and not within the year of the form. */
gboolean
zp_evidence_is_outside_year (const ZpForm *form, const ZpEvidence *evidence)
{
  guint64 year = g_ascii_strtoull (zp_form_get_field (form, "year"), NULL, 10);
  guint64 dated = g_ascii_strtoull (evidence->date, NULL, 10);

  return year > 0 && dated > 0 && year != dated;
}

/* The place of the row among all rows, and of the evidence in the row, from 1. */
static void
find_place (const ZpForm *form, const ZpEvidence *evidence, guint *out_row, guint *out_item)
{
  g_auto (GStrv) parts = g_strsplit (evidence->address, "/", 3);
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *row_address = NULL;
  guint n;

  *out_row = *out_item = 0;
  if (g_strv_length (parts) < 2)
    return;
  n = zp_form_get_n_rows (form, parts[0]);
  for (guint i = 0; i < n && *out_row == 0; i++)
    if (g_str_equal (zp_row_get_id (zp_form_get_row (form, parts[0], i)), parts[1]))
      *out_row = i + 1;
  row_address = g_strconcat (parts[0], "/", parts[1], NULL);
  list = zp_evidence_list (form, row_address);
  for (guint i = 0; i < list->len && *out_item == 0; i++)
    if (g_str_equal (((ZpEvidence *) g_ptr_array_index (list, i))->id, evidence->id))
      *out_item = i + 1;
}

/* How many level-1 groups there are up to the row, and how many rows of its own group. */
static void
find_group (const ZpForm *form, const char *table, guint row, guint *out_level, guint *out_place)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const char *own = zp_row_get (zp_form_get_row (form, table, row), "level1");

  *out_place = 0;
  for (guint i = 0; i <= row; i++)
    {
      const char *level1 = zp_row_get (zp_form_get_row (form, table, i), "level1");

      g_hash_table_add (seen, (gpointer) level1);
      if (g_str_equal (level1, own))
        (*out_place)++;
    }
  *out_level = g_hash_table_size (seen);
}

/**
 * zp_evidence_make_number:
 * @form: the form it belongs to
 * @evidence: a piece of its evidence
 *
 * Returns: (transfer full): its number in the list of evidence: level 1 - indicator - piece, so
 *   “1-2-3” is the third piece of the second indicator of the first level 1
 */
char *
zp_evidence_make_number (const ZpForm *form, const ZpEvidence *evidence)
{
  const ZpTableSpec *indicators = zp_template_get_indicators (zp_form_get_template (form));
  guint row, item, level, place;

  find_place (form, evidence, &row, &item);
  if (row == 0 || indicators == NULL || !is_at (evidence->address, indicators->key))
    return g_strdup_printf ("0-%u-%u", row, item);
  find_group (form, indicators->key, row - 1, &level, &place);
  return g_strdup_printf ("%u-%u-%u", level, place, item);
}

/**
 * zp_evidence_make_safe_name:
 *
 * Returns: (transfer full): its name as a file name that every system takes: no separators, no
 * control characters, not too long
 */
char *
zp_evidence_make_safe_name (const ZpEvidence *evidence)
{
  g_autofree char *valid = g_utf8_make_valid (evidence->name, -1);
  GString *clean = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (
          clean, c < 0x20 || c == 0x7f || (c < 0x80 && strchr ("/\\:*?\"<>|", (int) c)) ? '_' : c);
    }
  while (clean->len > MAX_NAME_BYTES)
    {
      const char *dot = strrchr (clean->str, '.');
      gsize end = dot != NULL && strlen (dot) < 16 ? (gsize) (dot - clean->str) : clean->len;
      const char *before = g_utf8_find_prev_char (clean->str, clean->str + end);

      if (before == NULL)
        break;
      g_string_erase (clean, before - clean->str, clean->str + end - before);
    }
  return g_string_free (clean, FALSE);
}

/** zp_evidence_make_file_name: (transfer full): “1-2-3_签到表.pdf”, for a folder of numbered
 * copies. */
char *
zp_evidence_make_file_name (const ZpForm *form, const ZpEvidence *evidence)
{
  g_autofree char *number = zp_evidence_make_number (form, evidence);
  g_autofree char *name = zp_evidence_make_safe_name (evidence);

  return g_strconcat (number, "_", name, NULL);
}

/** zp_evidence_is_safe_file: whether a place below the folder of evidence leads nowhere else. */
gboolean
zp_evidence_is_safe_file (const char *file)
{
  g_auto (GStrv) parts = NULL;

  if (*file == '\0' || g_path_is_absolute (file) || strchr (file, '\\') != NULL
      || !g_utf8_validate (file, -1, NULL))
    return FALSE;
  parts = g_strsplit (file, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] == '\0' || g_str_equal (parts[i], ".") || g_str_equal (parts[i], ".."))
      return FALSE;
  return TRUE;
}
