/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-answers.h"

#include "zp-error.h"
#include "zp-form-private.h"
#include "zp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An answer is known by check and address.  It also remembers what the figures were, so that it
 * does not speak for others: when they change, the warning comes up again with the old reason at
 * hand. */

#define KEY_CHECK "check"
#define KEY_ADDRESS "address"
#define KEY_TEXT "text"
#define KEY_ABOUT "about"
#define KEY_MESSAGE "message"
#define KEY_WHO "who"
#define KEY_TIME "time"

#define ABOUT_DIGITS 16

/** zp_answers_can_answer: only warnings are answered: errors are mended, hints need nothing. */
gboolean
zp_answers_can_answer (const ZpFinding *finding)
{
  return finding->severity == ZP_SEVERITY_WARNING;
}

/* --- what an answer is about --- */

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The numbers of a message, sorted: they are the same in every language, whatever the order of its
 * words.  The number of the row is left out, so that rows may be moved. */
static GPtrArray *
list_numbers (const ZpFinding *finding)
{
  GPtrArray *numbers = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *row = g_strdup_printf ("%u", finding->row);
  const char *p = finding->message;
  guint index;

  while (*p != '\0')
    {
      gsize length = strspn (p, "0123456789.");

      if (length > 0)
        g_ptr_array_add (numbers, g_strndup (p, length));
      p += MAX (length, 1);
    }
  if (finding->row > 0 && g_ptr_array_find_with_equal_func (numbers, row, g_str_equal, &index))
    g_ptr_array_remove_index (numbers, index);
  g_ptr_array_sort (numbers, compare_numbers);
  return numbers;
}

static gboolean
is_figure (const ZpColumnSpec *column)
{
  return column->type == ZP_TYPE_AMOUNT || column->type == ZP_TYPE_NUMBER
         || column->type == ZP_TYPE_SCORE || column->type == ZP_TYPE_QUANTITY;
}

/* The figures of the row and the text of the cell. */
static void
add_values (GChecksum *checksum, const ZpForm *form, const char *address)
{
  const ZpTableSpec *table;
  const ZpRow *row;
  ZpAddress a;

  if (address == NULL || !zp_address_parse (address, &a))
    return;
  if (a.table == NULL)
    {
      g_checksum_update (checksum, (const guchar *) zp_form_get_field (form, a.key), -1);
      return;
    }
  table = zp_template_find_table (zp_form_get_template (form), a.table);
  row = zp_form_find_row (form, a.table, a.row);
  for (guint i = 0; table != NULL && row != NULL && i < table->columns->len; i++)
    {
      const ZpColumnSpec *column = g_ptr_array_index (table->columns, i);

      if (!is_figure (column) && !g_str_equal (column->key, a.key))
        continue;
      g_checksum_update (checksum, (const guchar *) zp_row_get (row, column->key), -1);
      g_checksum_update (checksum, (const guchar *) "\x1f", 1);
    }
}

static char *
dup_about (const ZpForm *form, const ZpFinding *finding)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GPtrArray) numbers = list_numbers (finding);

  for (guint i = 0; i < numbers->len; i++)
    {
      g_checksum_update (checksum, g_ptr_array_index (numbers, i), -1);
      g_checksum_update (checksum, (const guchar *) "\x1f", 1);
    }
  add_values (checksum, form, finding->address);
  return g_strndup (g_checksum_get_string (checksum), ABOUT_DIGITS);
}

/* --- the array --- */

static JsonArray *
get_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static const char *
get_text (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : "";
}

static int
find_index (JsonArray *array, const ZpFinding *finding)
{
  const char *address = finding->address != NULL ? finding->address : "";

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (object != NULL && g_str_equal (get_text (object, KEY_CHECK), finding->check)
          && g_str_equal (get_text (object, KEY_ADDRESS), address))
        return i;
    }
  return -1;
}

static JsonNode *
copy_array (const ZpForm *form)
{
  JsonNode *node = zp_form_get_extra (form, ZP_EXTRA_ANSWERS);

  return get_array (node) != NULL ? zp_json_copy (node) : zp_json_new_array ();
}

static gboolean
remove_answer (ZpForm *form, const ZpFinding *finding, JsonNode *node, GError **error)
{
  JsonArray *array = json_node_get_array (node);
  int index = find_index (array, finding);

  if (index >= 0)
    json_array_remove_element (array, index);
  return zp_form_set_extra (form, ZP_EXTRA_ANSWERS, json_array_get_length (array) > 0 ? node : NULL,
                            error);
}

/**
 * zp_answers_set:
 * @form: the form that was checked
 * @finding: a warning, as it was found just now
 * @text: the reason; blank withdraws the answer
 * @actor: who answers, and when
 *
 * Answers a warning.  The answer holds as long as the figures stay what they are.
 *
 * Returns: whether the form keeps it; %ZP_ERROR_READ_ONLY when it is handed in
 */
gboolean
zp_answers_set (
    ZpForm *form, const ZpFinding *finding, const char *text, const ZpActor *actor, GError **error)
{
  g_autofree char *trimmed = g_strstrip (zp_text_clean (text));
  g_autofree char *about = dup_about (form, finding);
  g_autofree char *time = zp_actor_dup_time (actor);
  g_autoptr (JsonNode) node = copy_array (form);
  JsonArray *array = json_node_get_array (node);
  int index = find_index (array, finding);
  JsonObject *object;

  if (*trimmed == '\0')
    return remove_answer (form, finding, node, error);
  if (!zp_answers_can_answer (finding))
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_FORMAT, _ ("%s: only warnings can be answered"),
                   finding->check);
      return FALSE;
    }
  object = index >= 0 ? json_array_get_object_element (array, index) : json_object_new ();
  json_object_set_string_member (object, KEY_CHECK, finding->check);
  if (finding->address != NULL)
    json_object_set_string_member (object, KEY_ADDRESS, finding->address);
  json_object_set_string_member (object, KEY_TEXT, trimmed);
  json_object_set_string_member (object, KEY_ABOUT, about);
  json_object_set_string_member (object, KEY_MESSAGE, finding->message);
  json_object_set_string_member (object, KEY_WHO, actor->name);
  json_object_set_string_member (object, KEY_TIME, time);
  if (index < 0)
    json_array_add_object_element (array, object);
  return zp_form_set_extra (form, ZP_EXTRA_ANSWERS, node, error);
}

/** zp_answers_withdraw: takes the answer to @finding back; nothing happens when there is none. */
gboolean
zp_answers_withdraw (ZpForm *form, const ZpFinding *finding, GError **error)
{
  g_autoptr (JsonNode) node = copy_array (form);

  return remove_answer (form, finding, node, error);
}

/** zp_answers_forget: a copy of a form answers for itself. */
void
zp_answers_forget (ZpForm *form)
{
  zp_form_set_extra (form, ZP_EXTRA_ANSWERS, NULL, NULL);
}

/** zp_answers_attach: gives every warning among @findings (element-type ZpFinding) its answer. */
void
zp_answers_attach (const ZpForm *form, GPtrArray *findings)
{
  JsonArray *array = get_array (zp_form_get_extra (form, ZP_EXTRA_ANSWERS));

  for (guint i = 0; array != NULL && i < findings->len; i++)
    {
      ZpFinding *finding = g_ptr_array_index (findings, i);
      int index = zp_answers_can_answer (finding) ? find_index (array, finding) : -1;
      g_autofree char *about = NULL;
      JsonObject *object;

      if (index < 0)
        continue;
      object = json_array_get_object_element (array, index);
      about = dup_about (form, finding);
      g_free (g_steal_pointer (&finding->answer));
      g_free (g_steal_pointer (&finding->earlier));
      if (*get_text (object, KEY_TEXT) == '\0')
        continue;
      if (g_str_equal (get_text (object, KEY_ABOUT), about))
        finding->answer = g_strdup (get_text (object, KEY_TEXT));
      else
        finding->earlier = g_strdup (get_text (object, KEY_TEXT));
    }
}
