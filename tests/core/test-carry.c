/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-carry.h"
#include "zp-checks.h"
#include "zp-form-file.h"

#include <stdlib.h>

/* Next year's form: what is kept, what is empty, what is remembered. */

static const char *const goldens[] = {
  "urumqi-2020/16-medical-capacity-subsidy-37.ziping",
  "wuhan-2020/01-medical-aid.ziping",
  "wuhan-2020/08-department-overall.ziping",
  "fushun-2021/11-medical-capacity-subsidy.ziping",
  "qujing-2023/03-project-service-capacity.ziping",
  "qujing-2023/02-department-overall.ziping",
};

static ZpForm *
read_golden (ZpCatalog *catalog, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "golden", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) json = NULL;
  g_autoptr (GError) error = NULL;
  ZpForm *form;
  gsize size;

  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);
  json = g_bytes_new (text, size);
  form = zp_form_read (json, catalog, &error);
  g_assert_no_error (error);
  return form;
}

static ZpForm *
carry (ZpCatalog *catalog, ZpForm *form)
{
  g_autofree char *year = zp_carry_get_next_year (form);
  g_autoptr (GError) error = NULL;
  ZpTemplate *template_;
  ZpProfile *profile;
  ZpForm *next;

  zp_carry_choose (catalog, form, year, &template_, &profile);
  next = zp_carry_over (form, template_, profile, year, &error);
  g_assert_no_error (error);
  return next;
}

static void
test_golden (gconstpointer data)
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpForm) form = read_golden (catalog, data);
  g_autoptr (ZpForm) next = carry (catalog, form);
  const ZpTableSpec *table = zp_template_get_indicators (zp_form_get_template (form));
  const ZpTableSpec *other = zp_template_get_indicators (zp_form_get_template (next));

  g_assert_cmpstr (zp_form_get_id (next), !=, zp_form_get_id (form));
  g_assert_cmpint (atoi (zp_form_get_field (next, "year")), ==,
                   atoi (zp_form_get_field (form, "year")) + 1);
  g_assert_cmpstr (zp_form_get_field (next, "project_name"), ==,
                   zp_form_get_field (form, "project_name"));
  g_assert_cmpint (zp_form_get_state (next), ==, ZP_FORM_STATE_DRAFT);
  g_assert_cmpuint (zp_form_get_n_rows (next, "funding"), ==, 0);
  g_assert_cmpuint (zp_form_get_n_rows (next, other->key), ==,
                    zp_form_get_n_rows (form, table->key));
  for (guint i = 0; i < zp_form_get_n_rows (form, table->key); i++)
    for (guint c = 0; c < table->columns->len; c++)
      {
        const ZpColumnSpec *column = g_ptr_array_index (table->columns, c);
        const ZpRow *row = zp_form_get_row (form, table->key, i);
        const ZpRow *made = zp_form_get_row (next, other->key, i);

        if (column->role == ZP_ROLE_ACTUAL)
          {
            g_assert_cmpstr (zp_row_get (made, column->key), ==, "");
            g_assert_cmpstr (zp_form_get_last_actual (next, zp_row_get_id (made)), ==,
                             zp_row_get (row, column->key));
          }
        else if (column->role == ZP_ROLE_SCORE || column->role == ZP_ROLE_DEVIATION)
          g_assert_cmpstr (zp_row_get (made, column->key), ==, "");
        else if (column->role != ZP_ROLE_NONE)
          g_assert_cmpstr (zp_row_get (made, column->key), ==, zp_row_get (row, column->key));
      }
}

/* The results travel in the file, without the library. */
static void
test_file (void)
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpForm) form = read_golden (catalog, goldens[0]);
  g_autoptr (ZpForm) next = carry (catalog, form);
  g_autoptr (GBytes) json = zp_form_write (next);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpForm) again = zp_form_read (json, catalog, &error);
  const ZpRow *row = zp_form_get_row (form, "indicators", 0);

  g_assert_no_error (error);
  g_assert_cmpstr (zp_form_get_last_year (again), ==, "2020");
  g_assert_cmpstr (zp_form_get_last_actual (again, zp_row_get_id (row)), ==,
                   zp_row_get (row, "actual"));
  g_assert_cmpstr (zp_form_get_last_score (again, zp_row_get_id (row)), !=, "");
  g_assert_cmpstr (zp_form_get_last_actual (again, "nobody"), ==, "");
  g_assert_cmpstr (zp_form_get_last_year (form), ==, "");
}

static void
test_newer_template (void)
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpForm) form = zp_form_new (zp_catalog_find_template (catalog, "mof-2020", NULL),
                                         zp_catalog_find_profile (catalog, "mof-2020", NULL));
  ZpTemplate *template_;
  ZpProfile *profile;

  zp_carry_choose (catalog, form, "2021", &template_, &profile);
  g_assert_cmpstr (zp_template_get_id (template_), ==, "mof-2021");
  g_assert_cmpstr (profile->id, ==, "mof-2021");
  zp_carry_choose (catalog, form, "2020", &template_, &profile);
  g_assert_cmpstr (zp_template_get_id (template_), ==, "mof-2020");
  g_assert_cmpstr (profile->id, ==, "mof-2020");
}

/* A bureau with rules of its own keeps the form they are for. */
static void
test_own_rules (void)
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpForm) form = read_golden (catalog, goldens[0]);
  ZpTemplate *template_;
  ZpProfile *profile;

  zp_carry_choose (catalog, form, "2021", &template_, &profile);
  g_assert_cmpstr (zp_template_get_id (template_), ==, "mof-2020");
  g_assert_cmpstr (profile->id, ==, "urumqi-2020");
}

static void
test_bad_year (void)
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpForm) form = read_golden (catalog, goldens[0]);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpForm) next = zp_carry_over (form, zp_form_get_template (form),
                                           zp_form_get_profile (form), "next", &error);

  g_assert_null (next);
  g_assert_nonnull (error);
}

/* --- E8 --- */

typedef struct
{
  const char *name;
  const char *actual; /* last year's */
  const char *target; /* this year's */
  gboolean easier;
} EasyCase;

static const EasyCase easy_cases[] = {
  { "same", "95%", "≥95%", FALSE },
  { "lower", "95%", "≥90%", TRUE },
  { "higher", "95%", "≥98%", FALSE },
  { "slower", "8天", "≤10天", TRUE },
  { "faster", "8天", "≤5天", FALSE },
  { "fewer", "12次", "=10次", TRUE },
  { "other-unit", "2千人次", "≥1500人次", TRUE },
  { "words", "达成", "≥90%", FALSE },
};

static void
test_easy (gconstpointer data)
{
  const EasyCase *test = data;
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpForm) form = read_golden (catalog, goldens[0]);
  const char *id = zp_row_get_id (zp_form_get_row (form, "indicators", 0));
  g_autofree char *actual = g_strdup_printf ("indicators/%s/actual", id);
  g_autofree char *target = g_strdup_printf ("indicators/%s/target", id);
  g_autoptr (ZpForm) next = NULL;
  g_autoptr (ZpScorecard) card = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  gboolean found = FALSE;

  g_assert_true (zp_form_set (form, actual, test->actual, NULL, NULL));
  g_assert_true (zp_form_set (form, target, test->target, NULL, NULL));
  next = carry (catalog, form);
  card = zp_score_form (next);
  findings = zp_check_form (next, card);
  for (guint i = 0; i < findings->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (findings, i);

      found = found
              || (g_str_equal (finding->check, "E8") && g_strcmp0 (finding->address, target) == 0);
    }
  g_assert_cmpint (found, ==, test->easier);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autofree char *path = g_strconcat ("/carry/golden/", goldens[i], NULL);

      g_test_add_data_func (path, goldens[i], test_golden);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (easy_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/carry/easy/", easy_cases[i].name, NULL);

      g_test_add_data_func (path, &easy_cases[i], test_easy);
    }
  g_test_add_func ("/carry/file", test_file);
  g_test_add_func ("/carry/newer-template", test_newer_template);
  g_test_add_func ("/carry/own-rules", test_own_rules);
  g_test_add_func ("/carry/bad-year", test_bad_year);
  return g_test_run ();
}
