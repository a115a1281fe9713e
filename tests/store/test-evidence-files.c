/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store-fixture.h"
#include "zp-catalog.h"
#include "zp-evidence-files.h"

static char *
write_file (Fixture *fixture, const char *name, const char *text)
{
  char *path = fixture_build_path (fixture, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static ZpEvidence *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  ZpEvidence *evidence = zp_evidence_files_read (path, "indicators/r1", NULL, &error);

  g_assert_no_error (error);
  return evidence;
}

/* Left where it is: present, then changed (also with the same size), then missing. */
static void
test_linked (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = zp_evidence_files_dup_folder (fixture->path);
  g_autofree char *path = write_file (fixture, "签到表.txt", "abc");
  g_autoptr (ZpEvidence) evidence = read_file (path);

  g_assert_cmpstr (evidence->name, ==, "签到表.txt");
  g_assert_cmpstr (evidence->sha256, ==,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_cmpuint (evidence->size, ==, 3);
  g_assert_cmpuint (strlen (evidence->date), ==, strlen ("2020-05-31"));
  g_assert_cmpstr (evidence->path, ==, path);
  g_assert_cmpint (zp_evidence_files_look (folder, evidence, NULL), ==, ZP_EVIDENCE_PRESENT);
  g_free (write_file (fixture, "签到表.txt", "abd"));
  g_assert_cmpint (zp_evidence_files_look (folder, evidence, NULL), ==, ZP_EVIDENCE_CHANGED);
  g_free (write_file (fixture, "签到表.txt", "abcd"));
  g_assert_cmpint (zp_evidence_files_look (folder, evidence, NULL), ==, ZP_EVIDENCE_CHANGED);
  g_unlink (path);
  g_assert_cmpint (zp_evidence_files_look (folder, evidence, NULL), ==, ZP_EVIDENCE_MISSING);
}

/* A copy does not care what happens to the file it was made of. */
static void
test_copied (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = zp_evidence_files_dup_folder (fixture->path);
  g_autofree char *path = write_file (fixture, "a:b.txt", "abc");
  g_autofree char *copy = NULL;
  g_autoptr (ZpEvidence) evidence = read_file (path);
  g_autoptr (ZpEvidence) again = read_file (path);
  g_autoptr (GError) error = NULL;

  g_assert_true (zp_evidence_files_keep_copy (folder, "form-1", evidence, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (zp_evidence_files_keep_copy (folder, "form-1", again, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (evidence->file, ==, "form-1/ba7816bf8f01_a_b.txt");
  g_assert_cmpstr (evidence->file, ==, again->file);
  g_assert_cmpstr (evidence->path, ==, "");
  g_unlink (path);
  g_assert_cmpint (zp_evidence_files_look (folder, evidence, NULL), ==, ZP_EVIDENCE_PRESENT);
  copy = zp_evidence_files_dup_path (folder, evidence);
  g_unlink (copy);
  g_assert_cmpint (zp_evidence_files_look (folder, evidence, NULL), ==, ZP_EVIDENCE_MISSING);
}

static void
test_bytes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = zp_evidence_files_dup_folder (fixture->path);
  g_autoptr (GBytes) content = g_bytes_new_static ("abc", 3);
  g_autoptr (ZpEvidence) evidence = zp_evidence_new ("indicators/r1", "扫描件.pdf");
  g_autoptr (GError) error = NULL;

  g_assert_true (zp_evidence_files_keep_bytes (folder, "form-1", evidence, content, &error));
  g_assert_no_error (error);
  g_assert_cmpint (zp_evidence_files_look (folder, evidence, NULL), ==, ZP_EVIDENCE_PRESENT);
}

/* A form from elsewhere cannot make the program look outside the folder. */
static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpEvidence) evidence = zp_evidence_new ("indicators/r1", "x");

  g_free (evidence->file);
  evidence->file = g_strdup ("../../etc/passwd");
  g_assert_null (zp_evidence_files_dup_path ("/tmp/evidence", evidence));
  g_assert_cmpint (zp_evidence_files_look ("/tmp/evidence", evidence, NULL), ==,
                   ZP_EVIDENCE_UNKNOWN);
  g_free (evidence->path);
  evidence->path = g_strdup ("relative");
  g_assert_null (zp_evidence_files_dup_path ("/tmp/evidence", evidence));
}

static void
test_missing_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = fixture_build_path (fixture, "nothing.pdf");
  g_autoptr (GError) error = NULL;

  g_assert_null (zp_evidence_files_read (path, "indicators/r1", NULL, &error));
  assert_message (error, "nothing.pdf");
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = zp_evidence_files_dup_folder (fixture->path);
  g_autofree char *target = fixture_build_path (fixture, "佐证材料");
  g_autofree char *first = write_file (fixture, "签到表.txt", "abc");
  g_autofree char *second = write_file (fixture, "验收单.txt", "def");
  g_autofree char *expected = g_build_filename (target, "1-1-1_签到表.txt", NULL);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpForm) form = NULL;
  g_autoptr (ZpEvidence) a = read_file (first);
  g_autoptr (ZpEvidence) b = read_file (second);
  g_autoptr (GHashTable) states = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *row = NULL;
  guint left;

  form = zp_form_new (zp_catalog_find_template (catalog, "mof-2020", NULL),
                      zp_catalog_find_profile (catalog, "mof-2020", NULL));
  row = zp_form_add_row (form, "indicators", NULL, NULL);
  g_free (a->address);
  a->address = g_strconcat ("indicators/", row, NULL);
  g_free (b->address);
  b->address = g_strdup (a->address);
  zp_evidence_put (form, a, NULL);
  zp_evidence_put (form, b, NULL);
  g_unlink (second);
  list = zp_evidence_list (form, NULL);
  states = zp_evidence_files_look_at_all (folder, list, NULL);
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (states, b->id)), ==, ZP_EVIDENCE_MISSING);
  g_assert_true (zp_evidence_files_export (folder, form, target, &left, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (left, ==, 1);
  g_assert_true (g_file_test (expected, G_FILE_TEST_IS_REGULAR));
  g_assert_false (zp_evidence_files_export (folder, form, target, &left, NULL, &error));
  assert_message (error, "1-1-1_签到表.txt");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/evidence-files/linked", NULL, test_linked);
  fixture_add ("/evidence-files/copied", NULL, test_copied);
  fixture_add ("/evidence-files/bytes", NULL, test_bytes);
  fixture_add ("/evidence-files/hostile", NULL, test_hostile);
  fixture_add ("/evidence-files/missing-file", NULL, test_missing_file);
  fixture_add ("/evidence-files/export", NULL, test_export);
  return g_test_run ();
}
