/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core-fixture.h"

#include "zp-derive.h"
#include "zp-error.h"

#include <string.h>

/* A document that sums up several forms, each in a row of its own. */

#define PROSE "wuhan-prose-2020"
#define ID_A "11111111-2222-4333-8444-555555555555"
#define ROW_A "11111111222243338444555555555555"

typedef struct
{
  ZpForm *document;
  ZpForm *forms[3];
} Fixture;

static ZpForm *
make_project (const char *id, const char *name, const char *budget, const char *executed)
{
  g_autofree char *json = g_strdup_printf (
      "{ \"format\": \"ziping-form\", \"version\": 1, \"id\": \"%s\", \"template\": \"wuhan-project-2020\","
      "  \"profile\": \"wuhan-2020\","
      "  \"fields\": { \"year\": \"2020\", \"department\": \"甲局\", \"project_name\": \"%s\" },"
      "  \"tables\": { \"funding\": [ { \"row\": \"total\", \"budget\": \"%s\", \"executed\": \"%s\" } ] } }",
      id, name, budget, executed);

  return fixture_load (json);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->document = fixture_load (
      "{ \"format\": \"ziping-form\", \"version\": 1, \"template\": \"" PROSE "\","
      "  \"profile\": \"wuhan-2020\", \"fields\": { \"application\": \"我写的\" } }");
  f->forms[0] = make_project (ID_A, "医疗救助", "1027", "784.29");
  f->forms[1] = make_project ("b", "政府买岗", "5", "2.22");
  f->forms[2] = make_project ("c", "法律顾问", "3", "3");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->document);
  for (guint i = 0; i < G_N_ELEMENTS (f->forms); i++)
    g_assert_finalize_object (f->forms[i]);
}

typedef gboolean (*DeriveFunc) (ZpForm *document,
                                const ZpDeriveSource *sources,
                                gsize n_sources,
                                guint *out_changed,
                                GError **error);

/* Calls @func with the forms from @from on, @n of them; how many figures changed. */
static guint
derive (Fixture *f, DeriveFunc func, guint from, guint n)
{
  ZpDeriveSource sources[G_N_ELEMENTS (f->forms)];
  g_autoptr (GError) error = NULL;
  guint changed = G_MAXUINT;

  for (guint i = 0; i < n; i++)
    sources[i] = (ZpDeriveSource){ f->forms[from + i], zp_score_form (f->forms[from + i]) };
  g_assert_true (func (f->document, sources, n, &changed, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    zp_scorecard_unref ((ZpScorecard *) sources[i].card);
  return changed;
}

static void
assert_rows (Fixture *f, const char *expected)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < zp_form_get_n_rows (f->document, "projects"); i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            zp_row_get_id (zp_form_get_row (f->document, "projects", i)));
  g_assert_cmpstr (ids->str, ==, expected);
}

static void
assert_sources (Fixture *f, const char *expected)
{
  g_auto (GStrv) ids = zp_form_dup_sources (f->document);
  g_autofree char *joined = g_strjoinv (" ", ids);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_several (Fixture *f, gconstpointer data)
{
  guint changed = derive (f, zp_form_derive_all, 0, 3);

  /* Year and unit, and four figures of each project. */
  g_assert_cmpuint (changed, ==, 14);
  assert_rows (f, ROW_A " b c");
  assert_sources (f, ID_A " b c");
  g_assert_cmpstr (zp_form_get (f->document, "year"), ==, "2020");
  g_assert_cmpstr (zp_form_get (f->document, "department"), ==, "甲局");
  g_assert_cmpstr (zp_form_get (f->document, "projects/" ROW_A "/project_name"), ==, "医疗救助");
  g_assert_cmpstr (zp_form_get (f->document, "projects/" ROW_A "/rate"), ==, "76.37%");
  g_assert_cmpstr (zp_form_get (f->document, "projects/b/executed"), ==, "2.22");
  g_assert_cmpstr (zp_form_get (f->document, "application"), ==, "我写的");
}

static void
test_one_step (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;

  derive (f, zp_form_derive_all, 0, 3);
  g_assert_true (zp_form_undo (f->document, NULL, NULL));
  g_assert_false (zp_form_can_undo (f->document));
  bytes = zp_form_write (f->document);
  g_assert_null (
      g_strstr_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "source_forms"));
  assert_sources (f, "");
  assert_rows (f, "");
  g_assert_cmpstr (zp_form_get (f->document, "year"), ==, "");
}

/* What somebody wrote about a project stays with that project, whatever becomes of the figures. */
static void
test_kept_texts (Fixture *f, gconstpointer data)
{
  derive (f, zp_form_derive_all, 0, 3);
  fixture_set (f->document, "projects/b/outputs", "配备1人。");
  zp_form_move_row (f->document, "projects", "b", -1, NULL);
  fixture_set (f->forms[1], "funding/total/executed", "4");
  g_assert_cmpuint (derive (f, zp_form_refresh_figures, 0, 3), ==, 2);
  assert_rows (f, "b " ROW_A " c");
  g_assert_cmpstr (zp_form_get (f->document, "projects/b/outputs"), ==, "配备1人。");
  g_assert_cmpstr (zp_form_get (f->document, "projects/b/executed"), ==, "4");
  g_assert_cmpstr (zp_form_get (f->document, "projects/b/rate"), ==, "80%");
}

static void
test_refresh_nothing (Fixture *f, gconstpointer data)
{
  derive (f, zp_form_derive_all, 0, 3);
  g_assert_true (zp_form_undo (f->document, NULL, NULL));
  g_assert_true (zp_form_redo (f->document, NULL, NULL));
  g_assert_cmpuint (derive (f, zp_form_refresh_figures, 0, 3), ==, 0);
  g_assert_true (zp_form_undo (f->document, NULL, NULL));
  g_assert_false (zp_form_can_undo (f->document));
}

/* A form that is gone leaves its figures; one whose row was removed does not bring it back. */
static void
test_refresh_gone (Fixture *f, gconstpointer data)
{
  derive (f, zp_form_derive_all, 0, 3);
  g_assert_true (zp_form_remove_row (f->document, "projects", "c", NULL));
  fixture_set (f->forms[1], "project_name", "新名");
  g_assert_cmpuint (derive (f, zp_form_refresh_figures, 1, 2), ==, 1);
  assert_rows (f, ROW_A " b");
  assert_sources (f, ID_A " b c");
  g_assert_cmpstr (zp_form_get (f->document, "projects/" ROW_A "/executed"), ==, "784.29");
  g_assert_cmpstr (zp_form_get (f->document, "projects/b/project_name"), ==, "新名");
}

/* Chosen anew: a row without words goes with its form, one with words and one of its own stay. */
static void
test_fewer (Fixture *f, gconstpointer data)
{
  g_autofree char *own = NULL;
  g_autofree char *address = NULL;

  derive (f, zp_form_derive_all, 0, 3);
  fixture_set (f->document, "projects/b/problems", "偏差");
  own = zp_form_add_row (f->document, "projects", "c", NULL);
  address = g_strdup_printf ("projects/%s/budget", own);
  fixture_set (f->document, address, "7");
  derive (f, zp_form_derive_all, 2, 1);
  assert_sources (f, "c");
  g_assert_null (zp_form_find_row (f->document, "projects", ROW_A));
  g_assert_cmpstr (zp_form_get (f->document, "projects/b/problems"), ==, "偏差");
  g_assert_cmpstr (zp_form_get (f->document, "projects/b/executed"), ==, "");
  g_assert_cmpstr (zp_form_get (f->document, address), ==, "7");
}

/* The file keeps what the document remembers, byte for byte; the search does not see it. */
static void
test_file (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (ZpForm) read = NULL;
  g_auto (GStrv) ids = NULL;
  g_autofree char *all = NULL;
  g_autoptr (GError) error = NULL;

  derive (f, zp_form_derive_all, 0, 2);
  first = zp_form_write (f->document);
  read = zp_form_read (first, fixture_catalog (), &error);
  g_assert_no_error (error);
  second = zp_form_write (read);
  g_assert_true (g_bytes_equal (first, second));
  ids = zp_form_dup_sources (read);
  g_assert_cmpuint (g_strv_length (ids), ==, 2);
  g_assert_cmpstr (ids[0], ==, ID_A);
  all = zp_form_get_all_text (read);
  g_assert_null (strstr (all, ID_A));
  g_assert_nonnull (strstr (all, "医疗救助"));
}

static void
test_only_one (Fixture *f, gconstpointer data)
{
  g_autoptr (ZpForm) summary = fixture_load (
      "{ \"format\": \"ziping-form\", \"version\": 1,"
      "  \"template\": \"wuhan-project-summary-2020\", \"profile\": \"wuhan-2020\" }");
  g_autoptr (ZpScorecard) card = zp_score_form (f->forms[0]);
  const ZpDeriveSource sources[] = { { f->forms[0], card }, { f->forms[0], card } };
  g_autoptr (GError) error = NULL;

  g_assert_false (
      zp_derive_spec_takes_several (zp_template_get_derive (zp_form_get_template (summary))));
  g_assert_true (
      zp_derive_spec_takes_several (zp_template_get_derive (zp_form_get_template (f->document))));
  g_assert_false (zp_form_derive_all (summary, sources, 2, NULL, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_FORMAT);
  g_assert_false (zp_form_can_undo (summary));
}

/* What is handed in says what it said. */
static void
test_handed_in (Fixture *f, gconstpointer data)
{
  g_autoptr (ZpForm) document
      = fixture_load ("{ \"format\": \"ziping-form\", \"version\": 1, \"template\": \"" PROSE "\","
                      "  \"profile\": \"wuhan-2020\", \"review\": { \"state\": \"submitted\" } }");
  g_autoptr (ZpScorecard) card = zp_score_form (f->forms[0]);
  const ZpDeriveSource source = { f->forms[0], card };
  g_autoptr (GError) error = NULL;

  g_assert_false (zp_form_refresh_figures (document, &source, 1, NULL, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY);
  g_assert_cmpstr (zp_form_get (document, "year"), ==, "");
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *, gconstpointer);
  } tests[] = {
    { "/derive/several", test_several },
    { "/derive/one-step", test_one_step },
    { "/derive/kept-texts", test_kept_texts },
    { "/derive/refresh-nothing", test_refresh_nothing },
    { "/derive/refresh-gone", test_refresh_gone },
    { "/derive/fewer", test_fewer },
    { "/derive/file", test_file },
    { "/derive/only-one", test_only_one },
    { "/derive/handed-in", test_handed_in },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
