/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-catalog.h"
#include "zp-form-file.h"
#include "zp-matcher.h"
#include "zp-paper.h"
#include "zp-workbook-read.h"

#include <glib/gstdio.h>
#include <string.h>

/* Every official form comes back from its own workbook, and from one that somebody worked on. */

typedef struct
{
  const char *name; /* under golden */
  guint n_texts;    /* values that a paper does not show, and so cannot come back */
} Golden;

static const Golden goldens[] = {
  { "fushun-2021/01-department-bureau.ziping", 1 },
  { "fushun-2021/10-lawyer-fee.ziping", 0 },
  { "fushun-2021/11-medical-capacity-subsidy.ziping", 0 },
  { "qujing-2023/01-department-narrative.ziping", 0 },
  { "qujing-2023/02-department-overall.ziping", 0 },
  { "qujing-2023/03-project-service-capacity.ziping", 0 },
  { "urumqi-hitech-2023/report.ziping", 0 },
  { "urumqi-2020/01-fanghuiju.ziping", 0 },
  { "urumqi-2020/02-liangxian-hebing.ziping", 0 },
  { "urumqi-2020/04-office-renovation-281.ziping", 0 },
  { "urumqi-2020/05-medical-aid-work.ziping", 0 },
  { "urumqi-2020/07-official-vehicle.ziping", 0 },
  { "urumqi-2020/09-audit-fee.ziping", 0 },
  { "urumqi-2020/10-lawyer-litigation.ziping", 0 },
  { "urumqi-2020/12-expert-committee.ziping", 0 },
  { "urumqi-2020/14-insurance-special-surplus.ziping", 0 },
  { "urumqi-2020/16-medical-capacity-subsidy-37.ziping", 0 },
  { "wuhan-2020/01-medical-aid.ziping", 0 },
  { "wuhan-2020/03-government-purchased-posts.ziping", 0 },
  { "wuhan-2020/06-union-poverty-relief.ziping", 0 },
  { "wuhan-2020/08-department-overall.ziping", 1 },
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

static GBytes *
write_book (ZpForm *const *forms, guint n_forms)
{
  g_autoptr (GError) error = NULL;
  GBytes *book = zp_paper_write (forms, n_forms, ZP_PAPER_XLSX, 0, &error);

  g_assert_no_error (error);
  return book;
}

static GPtrArray *
match (ZpCatalog *catalog, GBytes *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpWorkbook) book = zp_workbook_read (file, "book", &error);
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (ZpMatcher) matcher = NULL;
  GPtrArray *plans;

  g_assert_no_error (error);
  matcher = zp_matcher_new (catalog, NULL, &error);
  g_assert_no_error (error);
  plans = zp_matcher_match (matcher, book, &rest, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rest->len, ==, 0);
  return plans;
}

static guint
compare_text (const char *place, const char *before, const char *after)
{
  g_autofree char *one = g_strstrip (g_strdup (before));
  g_autofree char *two = g_strstrip (g_strdup (after));

  if (*one == '\0' || g_str_equal (one, two))
    return 0;
  g_test_message ("%s: “%s” became “%s”", place, one, two);
  return 1;
}

static guint
compare_table (const ZpForm *before, const ZpForm *after, const ZpTableSpec *table)
{
  guint n_rows = zp_form_get_n_rows (before, table->key);
  guint n = 0;

  if (g_str_equal (table->key, "levels") || table->rows->len == 0)
    g_assert_cmpuint (zp_form_get_n_rows (after, table->key), ==, n_rows);
  for (guint r = 0; r < n_rows; r++)
    {
      const ZpRow *one = zp_form_get_row (before, table->key, r);
      const ZpRow *two = table->rows->len > 0
                             ? zp_form_find_row (after, table->key, zp_row_get_id (one))
                             : zp_form_get_row (after, table->key, r);

      for (guint c = 0; c < table->columns->len; c++)
        {
          const ZpColumnSpec *column = g_ptr_array_index (table->columns, c);
          g_autofree char *place = g_strdup_printf ("%s/%u/%s", table->key, r, column->key);

          if (column->role != ZP_ROLE_GOAL && !g_str_equal (column->key, "goal"))
            n += compare_text (place, zp_row_get (one, column->key),
                               two != NULL ? zp_row_get (two, column->key) : "");
        }
    }
  return n;
}

static guint
compare_forms (const ZpForm *before, const ZpForm *after)
{
  ZpTemplate *template_ = zp_form_get_template (before);
  GPtrArray *fields = zp_template_get_fields (template_);
  GPtrArray *tables = zp_template_get_tables (template_);
  guint n = 0;

  g_assert_cmpstr (zp_template_get_id (zp_form_get_template (after)), ==,
                   zp_template_get_id (template_));
  for (guint i = 0; i < fields->len; i++)
    {
      const ZpColumnSpec *field = g_ptr_array_index (fields, i);

      n += compare_text (field->key, zp_form_get_field (before, field->key),
                         zp_form_get_field (after, field->key));
    }
  for (guint i = 0; i < tables->len; i++)
    n += compare_table (before, after, g_ptr_array_index (tables, i));
  return n;
}

static void
check_plan (ZpCatalog *catalog, const ZpForm *before, const ZpPlan *plan, guint n_texts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpForm) after = zp_import_apply (plan, catalog, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < plan->rest->len; i++)
    {
      const ZpPlanRest *rest = g_ptr_array_index (plan->rest, i);

      g_test_message ("not taken: %s: “%s”", rest->source, rest->text);
    }
  /* The rules are found by the scores. */
  g_assert_cmpstr (zp_form_get_profile (after)->id, ==, zp_form_get_profile (before)->id);
  g_assert_cmpuint (compare_forms (before, after), ==, n_texts);
  g_assert_cmpuint (plan->rest->len, ==, 0);
}

static void
test_golden (gconstpointer data)
{
  const Golden *golden = data;
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpForm) form = read_golden (catalog, golden->name);
  g_autoptr (GBytes) file = write_book (&form, 1);
  g_autoptr (GPtrArray) plans = match (catalog, file);

  g_assert_cmpuint (plans->len, ==, 1);
  check_plan (catalog, form, g_ptr_array_index (plans, 0), golden->n_texts);
}

static void
test_several_sheets (void)
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  ZpForm *forms[] = { read_golden (catalog, "urumqi-2020/01-fanghuiju.ziping"),
                      read_golden (catalog, "wuhan-2020/01-medical-aid.ziping") };
  g_autoptr (GBytes) file = write_book (forms, 2);
  g_autoptr (GPtrArray) plans = match (catalog, file);

  g_assert_cmpuint (plans->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      check_plan (catalog, forms[i], g_ptr_array_index (plans, i), 0);
      g_object_unref (forms[i]);
    }
}

/* The Python that has openpyxl: the first of the path need not be the system's. */
static const char *
find_python (void)
{
  static const char *const names[] = { "python3", "/usr/bin/python3" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *line = g_strconcat (names[i], " -c 'import openpyxl'", NULL);
      g_autofree char *words = NULL;
      int status;

      if (g_spawn_command_line_sync (line, NULL, &words, &status, NULL)
          && g_spawn_check_wait_status (status, NULL))
        return names[i];
    }
  return NULL;
}

static char *
write_temporary (GBytes *file)
{
  g_autoptr (GError) error = NULL;
  char *path;
  gsize size;
  gconstpointer data = g_bytes_get_data (file, &size);
  int fd = g_file_open_tmp ("import-XXXXXX.xlsx", &path, &error);

  g_assert_no_error (error);
  (void) g_close (fd, NULL);
  g_file_set_contents (path, data, (gssize) size, &error);
  g_assert_no_error (error);
  return path;
}

static GBytes *
take_temporary (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text;
  gsize size;

  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);
  (void) g_unlink (path);
  return g_bytes_new_take (text, size);
}

/* What somebody did to the workbooks before.  Returns: (nullable): them, or NULL without openpyxl.
 */
static GPtrArray *
change_books (ZpForm *const *forms, guint n_forms, const char *change)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "sheet", "change-book.py", NULL);
  g_autoptr (GPtrArray) line = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  GPtrArray *files;
  int status;

  if (find_python () == NULL)
    {
      g_test_skip ("python3-openpyxl is not installed");
      return NULL;
    }
  g_ptr_array_add (line, g_strdup (find_python ()));
  g_ptr_array_add (line, g_steal_pointer (&script));
  g_ptr_array_add (line, g_strdup (change));
  for (guint i = 0; i < n_forms; i++)
    {
      g_autoptr (GBytes) file = write_book (&forms[i], 1);

      g_ptr_array_add (line, write_temporary (file));
    }
  g_ptr_array_add (line, NULL);
  g_spawn_sync (NULL, (char **) line->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < n_forms; i++)
    g_ptr_array_add (files, take_temporary (g_ptr_array_index (line, i + 3)));
  return files;
}

static void
test_changed (gconstpointer data)
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) files = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (goldens); i++)
    g_ptr_array_add (forms, read_golden (catalog, goldens[i].name));
  files = change_books ((ZpForm *const *) forms->pdata, forms->len, data);
  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      g_autoptr (GPtrArray) plans = match (catalog, g_ptr_array_index (files, i));

      g_test_message ("%s", goldens[i].name);
      g_assert_cmpuint (plans->len, ==, 1);
      check_plan (catalog, g_ptr_array_index (forms, i), g_ptr_array_index (plans, 0),
                  goldens[i].n_texts);
    }
}

static void
test_below_each_other (void)
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpForm) form = read_golden (catalog, "urumqi-2020/01-fanghuiju.ziping");
  g_autoptr (GPtrArray) files = change_books (&form, 1, "twice");
  g_autoptr (GPtrArray) plans = NULL;

  if (files == NULL)
    return;
  plans = match (catalog, g_ptr_array_index (files, 0));
  g_assert_cmpuint (plans->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    check_plan (catalog, form, g_ptr_array_index (plans, i), 0);
}

/* A remark beside the form is told, not dropped; a rate without its sign becomes one. */
static void
test_odd (void)
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpForm) form = read_golden (catalog, "urumqi-2020/01-fanghuiju.ziping");
  g_autoptr (GPtrArray) files = change_books (&form, 1, "odd");
  g_autoptr (GPtrArray) plans = NULL;
  const ZpPlanValue *rate;
  const ZpPlan *plan;

  if (files == NULL)
    return;
  plans = match (catalog, g_ptr_array_index (files, 0));
  g_assert_cmpuint (plans->len, ==, 1);
  plan = g_ptr_array_index (plans, 0);
  g_assert_cmpuint (plan->rest->len, ==, 1);
  g_assert_cmpstr (((const ZpPlanRest *) g_ptr_array_index (plan->rest, 0))->text, ==,
                   "请尽快上报");
  rate = zp_plan_find (plan, "funding/total/rate");
  g_assert_nonnull (rate);
  g_assert_cmpint (rate->kind, ==, ZP_PLAN_PRINTED);
  g_assert_true (g_str_has_prefix (rate->text, "54.99"));
  g_assert_true (g_str_has_suffix (rate->text, "%"));
  g_assert_nonnull (rate->repaired);
}

/* --- other programs --- */

static GBytes *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text;
  gsize size;

  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, size);
}

/* urumqi-2020/01-fanghuiju.ziping → urumqi-2020-01-fanghuiju */
static char *
flatten (const char *name)
{
  char *flat = g_strndup (name, strlen (name) - strlen (".ziping"));

  return g_strdelimit (flat, "/", '-');
}

static void
check_file (ZpCatalog *catalog, const Golden *golden, const char *path)
{
  g_autoptr (ZpForm) form = read_golden (catalog, golden->name);
  g_autoptr (GBytes) file = load (path);
  g_autoptr (GPtrArray) plans = match (catalog, file);

  g_test_message ("%s", path);
  g_assert_cmpuint (plans->len, ==, 1);
  check_plan (catalog, form, g_ptr_array_index (plans, 0), golden->n_texts);
}

/* Files that LibreOffice opened and saved, kept so that the test needs no LibreOffice. */
static void
test_saved (gconstpointer data)
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  guint n_files = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autofree char *flat = flatten (goldens[i].name);
      g_autofree char *file = g_strconcat (flat, data, NULL);
      g_autofree char *path
          = g_test_build_filename (G_TEST_DIST, "sheet", "fixtures", "libreoffice", file, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      check_file (catalog, &goldens[i], path);
      n_files++;
    }
  g_assert_cmpuint (n_files, >=, 4);
}

static void
remove_folder (const char *folder)
{
  const char *line[] = { "rm", "-rf", folder, NULL };

  g_spawn_sync (NULL, (char **) line, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
}

/* Writes all golden forms into @folder and lets LibreOffice save them as @filter. */
static void
convert_all (ZpCatalog *catalog, const char *folder, const char *filter)
{
  g_autofree char *profile = g_strdup_printf ("-env:UserInstallation=file://%s/profile", folder);
  g_autofree char *out = g_build_filename (folder, "out", NULL);
  g_autoptr (GPtrArray) line = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  const char *const head[]
      = { "soffice", profile, "--headless", "--convert-to", filter, "--outdir", out };
  int status;

  for (gsize i = 0; i < G_N_ELEMENTS (head); i++)
    g_ptr_array_add (line, g_strdup (head[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autoptr (ZpForm) form = read_golden (catalog, goldens[i].name);
      g_autoptr (GBytes) book = write_book (&form, 1);
      g_autofree char *flat = flatten (goldens[i].name);
      g_autofree char *file = g_strconcat (flat, ".xlsx", NULL);
      char *path = g_build_filename (folder, file, NULL);

      g_file_set_contents (path, g_bytes_get_data (book, NULL), (gssize) g_bytes_get_size (book),
                           &error);
      g_assert_no_error (error);
      g_ptr_array_add (line, path);
    }
  g_ptr_array_add (line, NULL);
  g_spawn_sync (NULL, (char **) line->pdata, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

/* All forms, with the LibreOffice that is installed. */
static void
test_libreoffice (gconstpointer data)
{
  g_autofree char *program = g_find_program_in_path ("soffice");
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_auto (GStrv) parts = g_strsplit (data, ":", 2);

  if (program == NULL)
    {
      g_test_skip ("LibreOffice is not installed");
      return;
    }
  folder = g_dir_make_tmp ("import-XXXXXX", &error);
  g_assert_no_error (error);
  convert_all (catalog, folder, data);
  for (gsize i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autofree char *flat = flatten (goldens[i].name);
      g_autofree char *file = g_strconcat (flat, ".", parts[0], NULL);
      g_autofree char *path = g_build_filename (folder, "out", file, NULL);

      check_file (catalog, &goldens[i], path);
    }
  remove_folder (folder);
}

static const char *const changes[] = { "insert", "unmerge", "text", "hide" };

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autofree char *path = g_strconcat ("/import/golden/", goldens[i].name, NULL);

      g_test_add_data_func (path, &goldens[i], test_golden);
    }
  g_test_add_func ("/import/several-sheets", test_several_sheets);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *path = g_strconcat ("/import/changed/", changes[i], NULL);

      g_test_add_data_func (path, changes[i], test_changed);
    }
  g_test_add_data_func ("/import/saved/xlsx", ".xlsx", test_saved);
  g_test_add_data_func ("/import/saved/ods", ".ods", test_saved);
  g_test_add_data_func ("/import/libreoffice/xlsx", "xlsx", test_libreoffice);
  g_test_add_data_func ("/import/libreoffice/ods", "ods", test_libreoffice);
  g_test_add_data_func ("/import/libreoffice/csv",
                        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true",
                        test_libreoffice);
  g_test_add_func ("/import/below-each-other", test_below_each_other);
  g_test_add_func ("/import/odd", test_odd);
  return g_test_run ();
}
