/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-deductions-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Why and how severely a reviewer takes points, as data of the profile.  Rules from before there were
 * such lists, and those that have none of their own, have the usual ones. */

#define MAX_BYTES (1024 * 1024)
#define USUAL "deductions.json"
#define PLACE_OF_SHARE "{share}"

static void
cause_free (ZpDeductionCause *cause)
{
  g_free (cause->word);
  g_strfreev (cause->also);
  g_free (cause->reason);
  g_free (cause);
}

static void
degree_free (ZpDeductionDegree *degree)
{
  g_free (degree->word);
  g_free (degree);
}

/* zp_deductions_new_causes: (transfer full) (element-type ZpDeductionCause): an empty list. */
GPtrArray *
zp_deductions_new_causes (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cause_free);
}

/* zp_deductions_new_degrees: (transfer full) (element-type ZpDeductionDegree): an empty list. */
GPtrArray *
zp_deductions_new_degrees (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) degree_free);
}

/* --- reading --- */

static gboolean
read_share (ZpJsonReader *r, JsonObject *object, ZpDecimal *out_share)
{
  const char *text = zp_json_string (r, object, "share");

  if (text == NULL)
    return FALSE;
  if (zp_decimal_parse (text, out_share) == ZP_DECIMAL_OK && out_share->micro >= 0
      && zp_decimal_compare (*out_share, ZP_DECIMAL_INT (100)) <= 0)
    return TRUE;
  zp_json_push (r, "share");
  zp_json_fail (r, ZP_ERROR_FORMAT,
                _ ("“%s” is no percentage from 0 to 100; write it in quotation marks: \"30\""),
                text);
  zp_json_pop (r);
  return FALSE;
}

static ZpDeductionCause *
read_cause (ZpJsonReader *r, JsonObject *object)
{
  ZpDeductionCause *cause = g_new0 (ZpDeductionCause, 1);

  zp_json_only (r, object, "word", "also", "share", "reason", NULL);
  cause->word = g_strdup (zp_json_need_string (r, object, "word"));
  cause->also = zp_json_strings (r, object, "also");
  cause->has_share = read_share (r, object, &cause->share);
  cause->reason = g_strdup (zp_json_string (r, object, "reason"));
  return cause;
}

static ZpDeductionDegree *
read_degree (ZpJsonReader *r, JsonObject *object)
{
  ZpDeductionDegree *degree = g_new0 (ZpDeductionDegree, 1);

  zp_json_only (r, object, "word", "share", NULL);
  degree->word = g_strdup (zp_json_need_string (r, object, "word"));
  (void) zp_json_need_string (r, object, "share");
  (void) read_share (r, object, &degree->share);
  return degree;
}

typedef gpointer (*ReadFunc) (ZpJsonReader *r, JsonObject *object);

static void
read_list (ZpJsonReader *r, JsonObject *object, const char *key, ReadFunc read, GPtrArray *into)
{
  JsonArray *array = zp_json_array (r, object, key);

  zp_json_push (r, key);
  for (guint i = 0; array != NULL && i < json_array_get_length (array) && r->error == NULL; i++)
    {
      zp_json_push_index (r, i);
      g_ptr_array_add (into, read (r, zp_json_element_object (r, array, i)));
      zp_json_pop (r);
    }
  zp_json_pop (r);
}

static void
read_lists (ZpJsonReader *r, JsonObject *object, GPtrArray *causes, GPtrArray *degrees)
{
  zp_json_push (r, "deductions");
  zp_json_only (r, object, "causes", "degrees", NULL);
  read_list (r, object, "causes", (ReadFunc) read_cause, causes);
  read_list (r, object, "degrees", (ReadFunc) read_degree, degrees);
  zp_json_pop (r);
}

/* What is built in was tested with the program; a mistake in it is a mistake of ours. */
static void
read_usual (GPtrArray *causes, GPtrArray *degrees)
{
  g_autoptr (GBytes) json = zp_rules_lookup (USUAL);
  g_autoptr (GError) error = NULL;
  ZpJsonReader reader = { 0 };
  JsonObject *root = zp_json_reader_open (&reader, json, MAX_BYTES);

  if (root != NULL)
    read_lists (&reader, zp_json_object (&reader, root, "deductions"), causes, degrees);
  if (!zp_json_reader_close (&reader, &error))
    g_error ("%s: %s", USUAL, error->message);
}

/*
 * zp_deductions_read:
 * @r, @root: a profile that is being read
 * @causes, @degrees: empty lists
 *
 * Fills the lists with what stands under "deductions"; with the usual ones where it does not stand.
 */
void
zp_deductions_read (ZpJsonReader *r, JsonObject *root, GPtrArray *causes, GPtrArray *degrees)
{
  if (json_object_has_member (root, "deductions"))
    read_lists (r, zp_json_object (r, root, "deductions"), causes, degrees);
  else
    read_usual (causes, degrees);
}

/* --- using --- */

/** zp_deductions_find: (transfer none) (nullable): the cause called @word, of a list of them. */
const ZpDeductionCause *
zp_deductions_find (const GPtrArray *causes, const char *word)
{
  for (guint i = 0; i < causes->len; i++)
    {
      const ZpDeductionCause *cause = g_ptr_array_index (causes, i);

      if (g_strcmp0 (cause->word, word) == 0)
        return cause;
    }
  return NULL;
}

/** zp_deduction_cause_is_named: whether @text, a reason in words, speaks of the cause. */
gboolean
zp_deduction_cause_is_named (const ZpDeductionCause *cause, const char *text)
{
  if (strstr (text, cause->word) != NULL)
    return TRUE;
  for (guint i = 0; cause->also != NULL && cause->also[i] != NULL; i++)
    if (strstr (text, cause->also[i]) != NULL)
      return TRUE;
  return FALSE;
}

/** zp_deduction_cause_make_reason: (transfer full): the reason in words, with its percentage. */
char *
zp_deduction_cause_make_reason (const ZpDeductionCause *cause, ZpDecimal share)
{
  g_autofree char *number = zp_decimal_to_string (share);
  g_autoptr (GString) words = g_string_new (cause->reason != NULL ? cause->reason : cause->word);

  g_string_replace (words, PLACE_OF_SHARE, number, 0);
  return g_strdup (words->str);
}
