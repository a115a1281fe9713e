/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-record.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "zp-form-facts.h"
#include "zp-json.h"
#include "zp-review.h"
#include "zp-traces.h"

/* A department's form has no project; its title tells best what it is. */
static char *
dup_project (const ZpForm *form)
{
  const char *project = zp_form_get_field (form, "project_name");

  if (project != NULL && *project != '\0')
    return g_strdup (project);
  if (zp_template_find_field (zp_form_get_template (form), "project_name") != NULL)
    return g_strdup ("");
  return g_strdup (zp_template_get_title (zp_form_get_template (form)));
}

static char *
dup_computed (const ZpForm *form, const ZpScorecard *card, const char *address, gint64 *out_micro)
{
  ZpPrinted printed;

  if (!zp_scorecard_compute (card, form, address, &printed))
    return g_strdup ("");
  *out_micro = printed.value.micro;
  return zp_printed_to_string (&printed);
}

static void
read_review (const ZpForm *form, const ZpScorecard *card, ZpStoreRecord *record)
{
  ZpDigits digits = card->profile->total_digits;
  ZpDecimal total;

  record->state = zp_form_get_state (form);
  if (!zp_review_get_total (form, card, &total))
    return;
  g_free (record->review_score);
  record->review_score = zp_decimal_format (total, digits.min, digits.max);
  record->review_micro = total.micro;
}

/**
 * zp_form_to_record:
 * @form: a form
 * @card: its scorecard
 * @findings: (element-type ZpFinding): its findings
 *
 * What the store keeps of a form.  State and review score are those of the form's review.  The
 * revision is 0: whoever loaded the form from the store sets it again before saving, because it
 * belongs to the store and not to the document.
 *
 * Returns: (transfer full): the record, with the document
 */
ZpStoreRecord *
zp_form_to_record (ZpForm *form, const ZpScorecard *card, GPtrArray *findings)
{
  ZpStoreRecord *record;
  ZpDecimal money;

  g_return_val_if_fail (ZP_IS_FORM (form), NULL);
  g_return_val_if_fail (card != NULL && findings != NULL, NULL);

  record = zp_store_record_new ();
  record->id = g_strdup (zp_form_get_id (form));
  record->document = zp_form_write (form);
  record->traces = zp_traces_pack (form, card);
  record->search_text = zp_form_get_all_text (form);
  record->template_id = g_strdup (zp_template_get_id (zp_form_get_template (form)));
  record->profile_id = g_strdup (zp_form_get_profile (form)->id);
  record->project = dup_project (form);
  record->unit = g_strdup (zp_form_get_field (form, "unit"));
  record->department = g_strdup (zp_form_get_field (form, "department"));
  record->year = g_strdup (zp_form_get_field (form, "year"));
  record->rate = dup_computed (form, card, "total/rate", &record->rate_micro);
  record->score = dup_computed (form, card, "total/score", &record->score_micro);
  record->grade = g_strdup (card->scored && card->grade != NULL ? card->grade : "");
  if (zp_form_get_money (form, ZP_ROLE_BUDGET, &money))
    record->budget_micro = money.micro;
  if (zp_form_get_money (form, ZP_ROLE_EXECUTED, &money))
    record->executed_micro = money.micro;
  read_review (form, card, record);
  record->lamp = zp_lamp_judge (card, NULL);
  record->evaluated = ZP_RECORD_EVALUATION;
  record->errors = zp_findings_count (findings, ZP_SEVERITY_ERROR);
  record->warnings = zp_findings_count (findings, ZP_SEVERITY_WARNING);
  return record;
}

/**
 * zp_form_from_record:
 * @record: a form with its document, as zp_store_load() gives it
 * @catalog: the templates and profiles that are there
 * @error: return location
 *
 * Reads the form of a record.  It has the id of the record, whatever is written in the document.
 *
 * Returns: (transfer full) (nullable): the form
 */
ZpForm *
zp_form_from_record (const ZpStoreRecord *record, ZpCatalog *catalog, GError **error)
{
  ZpForm *form;

  g_return_val_if_fail (record != NULL && record->document != NULL, NULL);
  g_return_val_if_fail (ZP_IS_CATALOG (catalog), NULL);

  form = zp_form_read (record->document, catalog, error);
  if (form == NULL)
    {
      g_prefix_error (error, _ ("%s: "), record->id);
      return NULL;
    }
  zp_form_set_id (form, record->id);
  return form;
}

/**
 * zp_form_file_has_id:
 * @json: a form file that zp_form_read() took
 *
 * Returns: whether the file says its id, so that it was not made up while reading
 */
gboolean
zp_form_file_has_id (GBytes *json)
{
  ZpJsonReader reader = { 0 };
  JsonObject *root;
  gboolean has_id;

  g_return_val_if_fail (json != NULL, FALSE);

  root = zp_json_reader_open (&reader, json, ZP_FORM_FILE_MAX_BYTES);
  has_id = root != NULL && json_object_has_member (root, "id")
           && !json_object_get_null_member (root, "id");
  zp_json_reader_close (&reader, NULL);
  return has_id;
}

/* The document without what differs from one saving, or one version of the program, to the next. */
static char *
dup_essence (const ZpForm *form)
{
  static const char *const passing[] = { "id", "revision", "template_version", "profile_version" };
  g_autoptr (GBytes) document = zp_form_write (form);
  g_autoptr (JsonNode) root = zp_json_parse (document, NULL);

  if (root == NULL)
    return g_strndup (g_bytes_get_data (document, NULL), g_bytes_get_size (document));
  for (gsize i = 0; i < G_N_ELEMENTS (passing); i++)
    json_object_remove_member (json_node_get_object (root), passing[i]);
  return json_to_string (root, FALSE);
}

/**
 * zp_form_make_content_id:
 * @form: a form whose file has no id
 *
 * An id made from the content (a name-based UUID), so that the same file, read again, is recognised
 * as the same form.
 *
 * Returns: (transfer full): a UUID
 */
char *
zp_form_make_content_id (ZpForm *form)
{
  /* Any fixed text would do; changing it would give every such form another id. */
  static const char space[] = "io.github.ziping.Ziping/form/";
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  g_autofree char *essence = NULL;
  guint8 digest[20];
  gsize size = sizeof digest;

  g_return_val_if_fail (ZP_IS_FORM (form), NULL);

  essence = dup_essence (form);
  g_checksum_update (checksum, (const guchar *) space, sizeof space - 1);
  g_checksum_update (checksum, (const guchar *) essence, (gssize) strlen (essence));
  g_checksum_get_digest (checksum, digest, &size);
  digest[6] = (digest[6] & 0x0f) | 0x50;
  digest[8] = (digest[8] & 0x3f) | 0x80;
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          digest[0], digest[1], digest[2], digest[3], digest[4], digest[5],
                          digest[6], digest[7], digest[8], digest[9], digest[10], digest[11],
                          digest[12], digest[13], digest[14], digest[15]);
}

/**
 * zp_form_same_content:
 * @record: what the store holds, with its document
 * @form: a form with the same id
 * @catalog: the templates and profiles that are there
 *
 * Returns: whether the two say the same; revision and versions do not count
 */
gboolean
zp_form_same_content (const ZpStoreRecord *record, ZpForm *form, ZpCatalog *catalog)
{
  g_autoptr (ZpForm) stored = NULL;
  g_autofree char *mine = NULL;
  g_autofree char *theirs = NULL;

  g_return_val_if_fail (record != NULL && record->document != NULL, FALSE);
  g_return_val_if_fail (ZP_IS_FORM (form), FALSE);

  stored = zp_form_from_record (record, catalog, NULL);
  if (stored == NULL)
    return FALSE;
  mine = dup_essence (form);
  theirs = dup_essence (stored);
  return g_str_equal (mine, theirs);
}
