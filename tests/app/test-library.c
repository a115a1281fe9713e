/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"

#include "zp-export.h"
#include "zp-library-columns.h"
#include "zp-library-filter.h"
#include "zp-library-sums.h"
#include "zp-session.h"
#include "zp-words.h"

/* --- rows --- */

static void
count_cb (gpointer counter)
{
  (*(guint *) counter)++;
}

static void
test_item_notifies_only_what_changed (void)
{
  g_autoptr (ZpStoreRecord) record = make_list_record ("a", "一");
  ZpFormItem *item = zp_form_item_new (record, NULL);
  guint scores = 0;
  guint projects = 0;

  g_signal_connect_swapped (item, "notify::score", G_CALLBACK (count_cb), &scores);
  g_signal_connect_swapped (item, "notify::project", G_CALLBACK (count_cb), &projects);
  g_free (record->score);
  record->score = g_strdup ("91");
  zp_form_item_update (item, record);
  zp_form_item_update (item, record);
  g_assert_cmpuint (scores, ==, 1);
  g_assert_cmpuint (projects, ==, 0);
  g_assert_cmpstr (zp_form_item_get_record (item)->score, ==, "91");
  g_assert_null (zp_form_item_get_record (item)->document);
  g_assert_finalize_object (item);
}

typedef struct
{
  const char *name;
  ZpFacet facet;
  const char *word;
  ZpFormState state;
  int errors;
  int warnings;
  const char *grade;
  const char *unit;
  gboolean matches;
} FacetCase;

static const FacetCase facet_cases[] = {
  { "all", ZP_FACET_ALL, NULL, ZP_FORM_STATE_RETURNED, 3, 1, "差", "甲", TRUE },
  { "draft", ZP_FACET_DRAFT, NULL, ZP_FORM_STATE_DRAFT, 0, 0, "", "", TRUE },
  { "not-draft", ZP_FACET_DRAFT, NULL, ZP_FORM_STATE_APPROVED, 0, 0, "", "", FALSE },
  { "submitted", ZP_FACET_SUBMITTED, NULL, ZP_FORM_STATE_SUBMITTED, 0, 0, "", "", TRUE },
  { "returned", ZP_FACET_RETURNED, NULL, ZP_FORM_STATE_RETURNED, 0, 0, "", "", TRUE },
  { "approved", ZP_FACET_APPROVED, NULL, ZP_FORM_STATE_APPROVED, 0, 0, "", "", TRUE },
  { "errors", ZP_FACET_ERRORS, NULL, ZP_FORM_STATE_DRAFT, 1, 0, "", "", TRUE },
  { "no-errors", ZP_FACET_ERRORS, NULL, ZP_FORM_STATE_DRAFT, 0, 5, "", "", FALSE },
  { "warnings-only", ZP_FACET_WARNINGS, NULL, ZP_FORM_STATE_DRAFT, 0, 5, "", "", TRUE },
  { "warnings-beside-errors", ZP_FACET_WARNINGS, NULL, ZP_FORM_STATE_DRAFT, 1, 5, "", "", FALSE },
  { "grade", ZP_FACET_GRADE, "良", ZP_FORM_STATE_DRAFT, 0, 0, "良", "", TRUE },
  { "other-grade", ZP_FACET_GRADE, "良", ZP_FORM_STATE_DRAFT, 0, 0, "优", "", FALSE },
  { "unit", ZP_FACET_UNIT, "甲", ZP_FORM_STATE_DRAFT, 0, 0, "", "甲", TRUE },
  { "other-unit", ZP_FACET_UNIT, "甲", ZP_FORM_STATE_DRAFT, 0, 0, "", "甲乙", FALSE },
};

static void
test_facet (gconstpointer data)
{
  const FacetCase *test = data;
  g_autoptr (ZpStoreRecord) record = make_list_record ("a", "一");
  g_autoptr (ZpFormItem) item = NULL;

  record->state = test->state;
  record->errors = test->errors;
  record->warnings = test->warnings;
  g_free (record->grade);
  record->grade = g_strdup (test->grade);
  g_free (record->unit);
  record->unit = g_strdup (test->unit);
  item = zp_form_item_new (record, NULL);
  g_assert_cmpint (zp_facet_matches (test->facet, test->word, item), ==, test->matches);
}

static void
test_filter_combines (void)
{
  g_autoptr (ZpStoreRecord) record = make_list_record ("a", "一");
  g_autoptr (ZpFormItem) item = zp_form_item_new (record, NULL);
  ZpLibraryFilter *filter = zp_library_filter_new ();
  GHashTable *found = g_hash_table_new (g_str_hash, g_str_equal);
  guint changes = 0;

  g_signal_connect_swapped (filter, "changed", G_CALLBACK (count_cb), &changes);
  g_assert_cmpint (gtk_filter_get_strictness (GTK_FILTER (filter)), ==, GTK_FILTER_MATCH_ALL);
  zp_library_filter_set_year (filter, "2020");
  zp_library_filter_set_year (filter, "2020");
  g_assert_cmpuint (changes, ==, 1);
  g_assert_true (gtk_filter_match (GTK_FILTER (filter), item));
  zp_library_filter_set_found (filter, g_hash_table_ref (found));
  g_assert_false (gtk_filter_match (GTK_FILTER (filter), item));
  g_hash_table_add (found, (gpointer) "a");
  g_assert_true (gtk_filter_match (GTK_FILTER (filter), item));
  zp_library_filter_set_year (filter, "2021");
  g_assert_false (gtk_filter_match (GTK_FILTER (filter), item));
  g_hash_table_unref (found);
  g_assert_finalize_object (filter);
}

/* --- sums --- */

typedef struct
{
  const char *name;
  gint64 budgets[3];
  gint64 executed[3];
  gint64 scores[3];
  const char *text;
} SumsCase;

#define NONE G_MININT64

static const SumsCase sums_cases[] = {
  { "exact",
    { 25150000, 610000000, NONE },
    { 13830000, 209400000, NONE },
    { 83900000, 69900000, NONE },
    "3 forms      Budget <b>635.15</b> 万元      Executed <b>223.23</b> 万元"
    "      Weighted execution rate <b>35.15</b>%      Average score <b>76.9</b>" },
  { "nothing-known", { NONE, NONE, NONE }, { NONE, NONE, NONE }, { NONE, NONE, NONE }, "3 forms" },
  { "zero-budget",
    { 0, 0, NONE },
    { 0, NONE, NONE },
    { 0, NONE, NONE },
    "3 forms      Budget <b>0.00</b> 万元      Executed <b>0.00</b> 万元"
    "      Average score <b>0</b>" },
  { "fen-are-kept",
    { 1, 1, 1 },
    { NONE, NONE, NONE },
    { NONE, NONE, NONE },
    "3 forms      Budget <b>0.000003</b> 万元" },
  { "out-of-range",
    { G_MAXINT64, 1, NONE },
    { 1000000, NONE, NONE },
    { 100000000, 100000000, 99990000 },
    "3 forms      Executed <b>1.00</b> 万元      Average score <b>100</b>" },
};

static void
test_sums (gconstpointer data)
{
  const SumsCase *test = data;
  g_autoptr (GListStore) items = g_list_store_new (ZP_TYPE_FORM_ITEM);
  ZpLibrarySums sums;
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (test->budgets); i++)
    {
      g_autoptr (ZpStoreRecord) record = make_list_record ("a", "一");
      g_autoptr (ZpFormItem) item = NULL;

      record->budget_micro = test->budgets[i];
      record->executed_micro = test->executed[i];
      record->score_micro = test->scores[i];
      item = zp_form_item_new (record, NULL);
      g_list_store_append (items, item);
    }
  zp_library_sums_compute (G_LIST_MODEL (items), &sums);
  text = zp_library_sums_to_text (&sums, FALSE);
  g_assert_cmpstr (text, ==, test->text);
}

/* A form in which nothing is scored yet has no score: it does not count as 0 in the average. */
static void
test_no_score_yet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) form = fixture_make_form (fixture, "还没填");
  const ZpStoreRecord *record;

  fixture_save (fixture, form);
  wait_until (fixture_count_items (fixture) == 1);
  record = zp_form_item_get_record (zp_library_find (fixture->library, zp_form_get_id (form)));
  g_assert_cmpstr (record->score, ==, "");
  g_assert_cmpint (record->score_micro, ==, NONE);
  g_assert_cmpstr (record->grade, ==, "");
}

/* --- orders --- */

static void
test_columns_compare (void)
{
  g_autoptr (ZpStoreRecord) first = make_list_record ("a", "一");
  g_autoptr (ZpStoreRecord) second = make_list_record ("b", "一");
  g_autoptr (ZpFormItem) a = NULL;
  g_autoptr (ZpFormItem) b = NULL;

  /* One error is worse than nine warnings; a form without a score stands before one with 0. */
  first->errors = 1;
  second->warnings = 9;
  second->score_micro = 0;
  second->changed = 5;
  a = zp_form_item_new (first, NULL);
  b = zp_form_item_new (second, NULL);
  g_assert_cmpint (zp_library_columns_compare (ZP_LIBRARY_COLUMN_PROBLEMS, a, b), >, 0);
  g_assert_cmpint (zp_library_columns_compare (ZP_LIBRARY_COLUMN_SCORE, a, b), <, 0);
  g_assert_cmpint (zp_library_columns_compare (ZP_LIBRARY_COLUMN_CHANGED, a, b), <, 0);
  g_assert_cmpint (zp_library_columns_compare (ZP_LIBRARY_COLUMN_PROJECT, a, b), ==, 0);
  g_assert_cmpint (zp_library_columns_compare (ZP_LIBRARY_COLUMN_STATE, a, b), ==, 0);
}

/* --- words --- */

typedef struct
{
  const char *name;
  const char *time;
  const char *words;
} WhenCase;

static const WhenCase when_cases[] = {
  { "now", "2021-03-18T09:59:30", "just now" },
  { "one-minute", "2021-03-18T09:59:00", "1 minute ago" },
  { "minutes", "2021-03-18T09:50:00", "10 minutes ago" },
  { "hours", "2021-03-18T07:00:00", "3 hours ago" },
  { "late-yesterday", "2021-03-17T23:59:00", "yesterday" },
  { "this-year", "2021-03-11T08:00:00", "Mar 11" },
  { "last-year", "2020-12-31T08:00:00", "Dec 31, 2020" },
  { "clock-went-back", "2021-03-18T10:05:00", "just now" },
};

static gint64
parse_time (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, zone);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
test_when (gconstpointer data)
{
  const WhenCase *test = data;
  g_autofree char *words
      = zp_words_when (parse_time (test->time), parse_time ("2021-03-18T10:00:00"));

  g_assert_cmpstr (words, ==, test->words);
}

/* --- the library --- */

static void
test_save_in_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) form = fixture_make_form (fixture, "公务用车");
  guint changes = 0;
  ZpFormItem *item;

  fixture_save (fixture, form);
  g_assert_cmpint (zp_form_get_revision (form), ==, 1);
  item = zp_library_find (fixture->library, zp_form_get_id (form));
  g_assert_true (ZP_IS_FORM_ITEM (item));
  g_signal_connect_swapped (zp_library_get_items (fixture->library), "items-changed",
                            G_CALLBACK (count_cb), &changes);
  g_assert_true (zp_form_set (form, "project_name", "公务用车运行维护费", NULL, NULL));
  fixture_save (fixture, form);
  g_assert_cmpint (zp_form_get_revision (form), ==, 2);
  g_assert_cmpstr (zp_form_item_get_project (item), ==, "公务用车运行维护费");
  g_assert_cmpuint (changes, ==, 0);
  g_signal_handlers_disconnect_by_data (zp_library_get_items (fixture->library), &changes);
}

static void
test_load (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) form = fixture_make_form (fixture, "稽核费");
  g_autoptr (ZpForm) loaded = NULL;
  g_autoptr (ZpForm) copy = NULL;
  g_autoptr (GError) error = NULL;

  fixture_save (fixture, form);
  loaded = zp_library_load (fixture->library, zp_form_get_id (form), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (zp_form_get_field (loaded, "project_name"), ==, "稽核费");
  g_assert_cmpint (zp_form_get_revision (loaded), ==, 1);
  copy = zp_library_duplicate (fixture->library, zp_form_get_id (form), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (zp_form_get_id (copy), !=, zp_form_get_id (form));
  g_assert_cmpint (zp_form_get_revision (copy), ==, 0);
}

static void
kept_cb (gboolean *kept)
{
  *kept = TRUE;
}

static void
test_conflict_keeps_both (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) form = fixture_make_form (fixture, "律师诉讼费");
  g_autofree char *id = g_strdup (zp_form_get_id (form));
  g_autoptr (ZpForm) other = NULL;
  g_autoptr (ZpForm) theirs = NULL;
  g_autoptr (ZpForm) ours = NULL;
  gboolean kept = FALSE;

  fixture_save (fixture, form);
  other = zp_library_load (fixture->library, id, NULL);
  g_assert_true (zp_form_set (other, "goal_actual", "另一处写的", NULL, NULL));
  fixture_save (fixture, other);

  g_signal_connect_swapped (fixture->library, "kept-beside", G_CALLBACK (kept_cb), &kept);
  g_assert_true (zp_form_set (form, "goal_actual", "这里写的", NULL, NULL));
  fixture_save (fixture, form);
  g_assert_true (kept);
  g_assert_cmpstr (zp_form_get_id (form), !=, id);
  g_assert_cmpint (zp_form_get_revision (form), ==, 1);
  theirs = zp_library_load (fixture->library, id, NULL);
  ours = zp_library_load (fixture->library, zp_form_get_id (form), NULL);
  g_assert_cmpstr (zp_form_get_field (theirs, "goal_actual"), ==, "另一处写的");
  g_assert_cmpstr (zp_form_get_field (ours, "goal_actual"), ==, "这里写的");

  /* The editor goes on with its own. */
  g_assert_true (zp_form_set (form, "goal_actual", "又写了", NULL, NULL));
  fixture_save (fixture, form);
  g_assert_cmpint (zp_form_get_revision (form), ==, 2);
  wait_until (fixture_count_items (fixture) == 2);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (zp_session_save_finish (ZP_SESSION (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
type (ZpSession *session, const char *text)
{
  gboolean saved = FALSE;

  g_assert_true (zp_form_set (zp_session_get_form (session), "goal_actual", text, NULL, NULL));
  zp_session_save_async (session, saved_cb, &saved);
  wait_until (saved);
}

/* The same where the form is open: what is saved is a copy of it. */
static void
test_conflict_in_editor (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) form = fixture_make_form (fixture, "律师诉讼费");
  g_autofree char *id = g_strdup (zp_form_get_id (form));
  g_autoptr (ZpForm) other = NULL;
  g_autoptr (ZpForm) ours = NULL;
  g_autoptr (ZpSession) session = NULL;
  gboolean kept = FALSE;

  fixture_save (fixture, form);
  other = zp_library_load (fixture->library, id, NULL);
  g_assert_true (zp_form_set (other, "goal_actual", "另一处写的", NULL, NULL));
  fixture_save (fixture, other);

  zp_form_set_revision (form, 1);
  session = zp_session_new (fixture->library, form);
  g_signal_connect_swapped (fixture->library, "kept-beside", G_CALLBACK (kept_cb), &kept);
  type (session, "这里写的");
  g_assert_true (kept);
  g_assert_cmpstr (zp_form_get_id (form), !=, id);
  kept = FALSE;
  type (session, "又写了");
  g_assert_false (kept);
  wait_until (fixture_count_items (fixture) == 2);
  ours = zp_library_load (fixture->library, zp_form_get_id (form), NULL);
  g_assert_cmpstr (zp_form_get_field (ours, "goal_actual"), ==, "又写了");
}

static void
test_delete_and_undo (Fixture *fixture, gconstpointer data)
{
  const char *ids[] = { "form-00001", "form-00002", "form-00007", NULL };
  g_autoptr (GError) error = NULL;

  fixture_save_records (fixture, 12);
  g_assert_true (zp_library_delete (fixture->library, ids, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count_items (fixture), ==, 9);
  g_assert_null (zp_library_find (fixture->library, "form-00007"));
  g_assert_nonnull (zp_library_find (fixture->library, "form-00008"));
  g_assert_true (zp_library_restore (fixture->library, ids, &error));
  wait_until (fixture_count_items (fixture) == 12);
  g_assert_nonnull (zp_library_find (fixture->library, "form-00007"));
}

static void
test_open_elsewhere (Fixture *fixture, gconstpointer data)
{
  ZpLibrary *second = zp_library_new (fixture->path);
  g_autoptr (GError) error = NULL;

  g_assert_true (zp_library_is_open_elsewhere (second));
  g_assert_nonnull (zp_library_get_problem (second));
  g_assert_null (zp_library_load (second, "a", &error));
  g_assert_nonnull (error);
  g_assert_finalize_object (second);
}

/* --- export --- */

typedef struct
{
  const char *name;
  const char *unit;
  const char *project;
  const char *file;
} NameCase;

static const NameCase name_cases[] = {
  { "plain", "医保局", "稽核费", "医保局_稽核费_2020_自评.xlsx" },
  { "forbidden", "a/b", "c:d*e?f\"g<h>i|j\\k", "a b_c d e f g h i j k_2020_自评.xlsx" },
  { "newline", "医保局", "一\n二", "医保局_一 二_2020_自评.xlsx" },
  { "empty", "", "", "2020_自评.xlsx" },
};

static void
test_export_name (Fixture *fixture, gconstpointer data)
{
  const NameCase *test = data;
  g_autoptr (ZpForm) form = fixture_make_form (fixture, test->project);
  g_autofree char *name = NULL;

  g_assert_true (zp_form_set (form, "unit", test->unit, NULL, NULL));
  g_assert_true (zp_form_set (form, "year", "2020", NULL, NULL));
  name = zp_export_suggest_name (form, ZP_EXPORT_XLSX);
  g_assert_cmpstr (name, ==, test->file);
}

static void
test_export_long_name (Fixture *fixture, gconstpointer data)
{
  g_autofree char *project = g_strnfill (3000, 'x');
  g_autoptr (ZpForm) form = fixture_make_form (fixture, project);
  g_autofree char *name = zp_export_suggest_name (form, ZP_EXPORT_FORM_FILE);

  g_assert_cmpuint (strlen (name), <, 255);
  g_assert_true (g_str_has_suffix (name, "_自评.ziping"));
  g_assert_true (g_utf8_validate (name, -1, NULL));
}

static void
test_export_overwrites_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpForm) form = fixture_make_form (fixture, "稽核费");
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autofree char *second = g_build_filename (fixture->folder, "a (2).xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = zp_export_make (&form, 1, ZP_EXPORT_XLSX, &error);
  g_autofree char *read = NULL;
  gsize length;

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (content, NULL), 2, "PK", 2);
  g_assert_true (zp_export_write_into (folder, "a.xlsx", content, &error));
  g_assert_true (zp_export_write_into (folder, "a.xlsx", content, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (second, &read, &length, NULL));
  g_assert_cmpuint (length, ==, g_bytes_get_size (content));
}

static void
add (const char *path, gconstpointer data, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  int status = app_test_init (&argc, &argv);

  if (status != 0)
    return status;
  g_test_add_func ("/app/item/notifies-only-what-changed", test_item_notifies_only_what_changed);
  for (gsize i = 0; i < G_N_ELEMENTS (facet_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/app/facet/", facet_cases[i].name, NULL);

      g_test_add_data_func (path, &facet_cases[i], test_facet);
    }
  g_test_add_func ("/app/filter/combines", test_filter_combines);
  for (gsize i = 0; i < G_N_ELEMENTS (sums_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/app/sums/", sums_cases[i].name, NULL);

      g_test_add_data_func (path, &sums_cases[i], test_sums);
    }
  g_test_add_func ("/app/columns/compare", test_columns_compare);
  for (gsize i = 0; i < G_N_ELEMENTS (when_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/app/when/", when_cases[i].name, NULL);

      g_test_add_data_func (path, &when_cases[i], test_when);
    }
  add ("/app/library/save-in-place", NULL, test_save_in_place);
  add ("/app/library/load", NULL, test_load);
  add ("/app/library/no-score-yet", NULL, test_no_score_yet);
  add ("/app/library/conflict-keeps-both", NULL, test_conflict_keeps_both);
  add ("/app/library/conflict-in-editor", NULL, test_conflict_in_editor);
  add ("/app/library/delete-and-undo", NULL, test_delete_and_undo);
  add ("/app/library/open-elsewhere", NULL, test_open_elsewhere);
  for (gsize i = 0; i < G_N_ELEMENTS (name_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/app/export/name/", name_cases[i].name, NULL);

      add (path, &name_cases[i], test_export_name);
    }
  add ("/app/export/long-name", NULL, test_export_long_name);
  add ("/app/export/overwrites-nothing", NULL, test_export_overwrites_nothing);
  return g_test_run ();
}
