/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-checks-private.h"
#include "zp-evidence.h"
#include "zp-paper-words.h"

/* Whether what the form says can be shown by documents (佐证材料). */

/* zp_check_evidence: I1, once for the form */
void
zp_check_evidence (ZpCheck *check)
{
  const ZpScoreLine *first = NULL;
  guint n = 0;

  for (guint i = 0; check->card->scored && i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      g_autofree char *row = g_strconcat (check->indicators->key, "/", line->row_id, NULL);

      if (zp_evidence_count (check->form, row) > 0)
        continue;
      n++;
      if (first == NULL)
        first = line;
    }
  if (first != NULL)
    zp_check_add_line (
        check, check->severity, first, ZP_ROLE_LEVEL3,
        g_strdup_printf (_ ("%u of %u indicators have no evidence; a reviewer gives such rows 0"),
                         n, check->card->lines->len),
        g_strdup (_ ("Attach at least one document to every indicator.")));
}

typedef void (*EvidenceFunc) (ZpCheck *check, const ZpScoreLine *line, const ZpEvidence *evidence);

static void
for_each_evidence (ZpCheck *check, EvidenceFunc function)
{
  if (zp_evidence_count (check->form, NULL) == 0)
    return;
  for (guint i = 0; i < check->card->lines->len; i++)
    {
      const ZpScoreLine *line = zp_check_get_line (check, i);
      g_autofree char *row = g_strconcat (check->indicators->key, "/", line->row_id, NULL);
      g_autoptr (GPtrArray) list = zp_evidence_list (check->form, row);

      for (guint j = 0; j < list->len; j++)
        function (check, line, g_ptr_array_index (list, j));
    }
}

static void
check_year (ZpCheck *check, const ZpScoreLine *line, const ZpEvidence *evidence)
{
  g_autofree char *name = NULL;

  if (!zp_evidence_is_outside_year (check->form, evidence))
    return;
  name = zp_check_line_name (line);
  zp_check_add_line (check, check->severity, line, ZP_ROLE_ACTUAL,
                     g_strdup_printf (_ ("%s: the evidence “%s” is dated %s, outside the year %s"),
                                      name, evidence->name, evidence->date,
                                      zp_form_get_field (check->form, "year")),
                     g_strdup (_ ("Check the date, or attach a document of the year.")));
}

/* zp_check_evidence_year: I2 */
void
zp_check_evidence_year (ZpCheck *check)
{
  for_each_evidence (check, check_year);
}

static void
check_file (ZpCheck *check, const ZpScoreLine *line, const ZpEvidence *evidence)
{
  ZpEvidenceState state
      = GPOINTER_TO_INT (g_hash_table_lookup (check->outside.evidence, evidence->id));
  g_autofree char *name = zp_check_line_name (line);

  if (state == ZP_EVIDENCE_MISSING)
    zp_check_add_line (
        check, check->severity, line, ZP_ROLE_ACTUAL,
        g_strdup_printf (_ ("%s: the evidence “%s” is not where it was"), name, evidence->name),
        g_strdup (_ ("Attach the file again, or take it off the list.")));
  else if (state == ZP_EVIDENCE_CHANGED)
    zp_check_add_line (
        check, check->severity, line, ZP_ROLE_ACTUAL,
        g_strdup_printf (_ ("%s: the evidence “%s” was changed after it was attached"), name,
                         evidence->name),
        g_strdup (_ ("Look at the file, and attach it again if it is right.")));
}

/* zp_check_evidence_files: I3, when somebody has looked at the files */
void
zp_check_evidence_files (ZpCheck *check)
{
  if (check->outside.evidence != NULL)
    for_each_evidence (check, check_file);
}
