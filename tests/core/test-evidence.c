/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core-fixture.h"
#include "zp-error.h"
#include "zp-evidence.h"

#include <string.h>

#define GOLDEN "16-medical-capacity-subsidy-37"

static ZpForm *
reread (ZpForm *form)
{
  g_autoptr (GBytes) bytes = zp_form_write (form);
  g_autoptr (GError) error = NULL;
  ZpForm *copy = zp_form_read (bytes, fixture_catalog (), &error);

  g_assert_no_error (error);
  return copy;
}

static char *
add (ZpForm *form, const char *address, const char *name)
{
  g_autoptr (ZpEvidence) evidence = zp_evidence_new (address, name);
  g_autoptr (GError) error = NULL;

  evidence->size = 12;
  g_free (evidence->path);
  evidence->path = g_strdup ("/tmp/a");
  g_assert_true (zp_evidence_put (form, evidence, &error));
  g_assert_no_error (error);
  return g_strdup (evidence->id);
}

static void
changed_cb (ZpForm *form, guint *n)
{
  (*n)++;
}

static void
test_round_trip (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden (GOLDEN);
  g_autoptr (ZpForm) read = NULL;
  g_autoptr (ZpEvidence) found = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  guint n_changes = 0;

  g_signal_connect (form, "changed", G_CALLBACK (changed_cb), &n_changes);
  first = add (form, "indicators/r1", "签到表.pdf");
  second = add (form, "indicators/r2", "验收单.pdf");
  g_assert_cmpuint (n_changes, ==, 2);
  g_assert_cmpstr (first, !=, second);
  read = reread (form);
  g_assert_cmpuint (zp_evidence_count (read, NULL), ==, 2);
  g_assert_cmpuint (zp_evidence_count (read, "indicators/r1"), ==, 1);
  g_assert_cmpuint (zp_evidence_count (read, "indicators/r11"), ==, 0);
  found = zp_evidence_find (read, second);
  g_assert_cmpstr (found->name, ==, "验收单.pdf");
  g_assert_cmpstr (found->path, ==, "/tmp/a");
  g_assert_cmpuint (found->size, ==, 12);
  g_assert_true (zp_evidence_remove (read, first, NULL));
  g_assert_false (zp_evidence_remove (read, first, NULL));
  list = zp_evidence_list (read, NULL);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_true (zp_evidence_remove (read, second, NULL));
  g_assert_null (zp_form_get_extra (read, ZP_EXTRA_EVIDENCE));
}

/* What another program keeps with a piece stays when ours changes the rest. */
static void
test_replace (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden (GOLDEN);
  g_autoptr (JsonNode) node = json_from_string (
      "[{\"address\":\"indicators/r1/actual\",\"name\":\"a\",\"stamp\":\"x\"},7,"
      "{\"id\":\"e4\",\"address\":\"indicators/r1\",\"name\":5,\"file\":\"../../x\"}]",
      NULL);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autofree char *added = NULL;
  ZpEvidence *first;

  g_assert_true (zp_form_set_extra (form, ZP_EXTRA_EVIDENCE, node, NULL));
  list = zp_evidence_list (form, "indicators/r1");
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((ZpEvidence *) g_ptr_array_index (list, 1))->file, ==, "");
  first = g_ptr_array_index (list, 0);
  g_free (first->date);
  first->date = g_strdup ("2019-05-01");
  g_assert_true (zp_evidence_put (form, first, NULL));
  after = zp_evidence_list (form, "indicators/r1");
  g_assert_cmpuint (after->len, ==, 2);
  g_assert_cmpstr (((ZpEvidence *) g_ptr_array_index (after, 0))->date, ==, "2019-05-01");
  g_assert_cmpstr (json_object_get_string_member (
                       json_array_get_object_element (
                           json_node_get_array (zp_form_get_extra (form, ZP_EXTRA_EVIDENCE)), 0),
                       "stamp"),
                   ==, "x");
  g_assert_true (zp_evidence_is_outside_year (form, first));
  added = add (form, "indicators/r2", "b");
  g_assert_cmpstr (added, ==, "e5");
}

static void
test_numbers (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden (GOLDEN);
  guint n = zp_form_get_n_rows (form, "indicators");
  g_autofree char *last_row = g_strconcat (
      "indicators/", zp_row_get_id (zp_form_get_row (form, "indicators", n - 1)), NULL);
  static const struct
  {
    const char *address;
    const char *name;
    const char *expected;
  } cases[] = {
    { "indicators/r1", "签到表.pdf", "1-1-1_签到表.pdf" },
    { "indicators/r1", "a/b:c?.pdf", "1-1-2_a_b_c_.pdf" },
    { "indicators/r3", "", "1-3-1_" },
    { NULL, "..", "3-2-1_.." },
    { "funding/total", "凭证.pdf", "0-1-1_凭证.pdf" },
    { "indicators/gone", "x", "0-0-1_x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id
          = add (form, cases[i].address != NULL ? cases[i].address : last_row, cases[i].name);
      g_autoptr (ZpEvidence) evidence = zp_evidence_find (form, id);
      g_autofree char *name = NULL;

      if (*cases[i].name == '\0')
        {
          g_free (evidence->name);
          evidence->name = g_strdup ("");
        }
      name = zp_evidence_make_file_name (form, evidence);
      g_assert_cmpstr (name, ==, cases[i].expected);
    }
}

static void
test_long_name (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (ZpEvidence) evidence = NULL;
  g_autofree char *name = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (text, "验");
  g_string_append (text, ".pdf");
  evidence = zp_evidence_new ("indicators/r1", text->str);
  name = zp_evidence_make_safe_name (evidence);
  g_assert_cmpuint (strlen (name), <=, 150);
  g_assert_true (g_str_has_suffix (name, "验.pdf"));
  g_assert_true (g_utf8_validate (name, -1, NULL));
}

static void
test_safe_file (void)
{
  static const char *const good[] = { "a", "form/abc_签到表.pdf" };
  static const char *const bad[]
      = { "", "/etc/passwd", "../a", "a/../b", "a//b", "a/./b", "a\\b", "a/", "\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (zp_evidence_is_safe_file (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (zp_evidence_is_safe_file (bad[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/evidence/round-trip", test_round_trip);
  g_test_add_func ("/evidence/replace", test_replace);
  g_test_add_func ("/evidence/numbers", test_numbers);
  g_test_add_func ("/evidence/long-name", test_long_name);
  g_test_add_func ("/evidence/safe-file", test_safe_file);
  return g_test_run ();
}
