/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "store-fixture.h"
#include "zp-evidence-files.h"
#include "zp-error.h"
#include "zp-form-record.h"
#include "zp-package-plan.h"

/* An id that is no plain name for a file. */
#define OWN "own/个人"
#define CREATED "2021-03-01T08:00:00Z"

/* --- forms and libraries --- */

static char *
make_form_text (const char *id, const char *project)
{
  return g_strdup_printf ("{ \"format\": \"ziping-form\", \"version\": 1, \"id\": \"%s\","
                          " \"template\": \"mof-2020\", \"profile\": \"mof-2020\","
                          " \"fields\": { \"year\": \"2020\", \"project_name\": \"%s\" },"
                          " \"tables\": {} }",
                          id, project);
}

static ZpForm *
make_form (ZpCatalog *catalog, const char *id, const char *project)
{
  g_autofree char *text = make_form_text (id, project);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  ZpForm *form = zp_form_read (bytes, catalog, &error);

  g_assert_no_error (error);
  return form;
}

static void
store_form (ZpStore *store, ZpForm *form, ZpFormState state)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (GPtrArray) findings = zp_check_form (form, card);
  g_autoptr (ZpStoreRecord) record = zp_form_to_record (form, card, findings);
  g_autoptr (ZpStoreRecord) stored = zp_store_load (store, record->id, NULL);
  g_autoptr (GError) error = NULL;

  record->revision = stored != NULL ? stored->revision : 0;
  record->state = state;
  zp_store_save (store, record, &error);
  g_assert_no_error (error);
}

static void
put_form (ZpStore *store, ZpCatalog *catalog, const char *id, const char *project)
{
  g_autoptr (ZpForm) form = make_form (catalog, id, project);

  store_form (store, form, ZP_FORM_STATE_DRAFT);
}

static void
assert_project (ZpStore *store, const char *id, const char *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpStoreRecord) record = zp_store_load (store, id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (record->project, ==, project);
}

static guint
count_forms (ZpStore *store)
{
  g_autoptr (GPtrArray) forms = zp_store_list (store, FALSE, NULL);

  return forms->len;
}

static ZpStore *
open_other (Fixture *fixture)
{
  g_autofree char *path = fixture_build_path (fixture, "other.db");
  g_autoptr (GError) error = NULL;
  ZpStore *store = zp_store_open (path, ZP_STORE_WINDOW, &error);

  g_assert_no_error (error);
  return store;
}

static GBytes *
pack (ZpStore *store, ZpCatalog *catalog, const char *ids)
{
  g_auto (GStrv) names = g_strsplit (ids, " ", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpPackage) package
      = zp_package_from_store (store, (const char *const *) names, catalog, CREATED, &error);
  GBytes *bytes;

  g_assert_no_error (error);
  bytes = zp_package_write (package, &error);
  g_assert_no_error (error);
  return bytes;
}

static ZpPackagePlan *
plan (GBytes *bytes, ZpStore *store, ZpCatalog *catalog)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpPackage) package = zp_package_read (bytes, &error);
  ZpPackagePlan *made;

  g_assert_no_error (error);
  made = zp_package_plan_new (package, store, catalog, &error);
  g_assert_no_error (error);
  return made;
}

static ZpPackageItem *
get_item (ZpPackagePlan *made, guint index)
{
  return g_ptr_array_index (zp_package_plan_get_items (made), index);
}

static void
apply (ZpPackagePlan *made, ZpStore *store, ZpCatalog *catalog)
{
  g_autoptr (GError) error = NULL;

  zp_package_plan_apply (made, store, catalog, &error);
  g_assert_no_error (error);
}

/* What happens when nobody chooses anything. */
static ZpPackageRelation
take (GBytes *bytes, ZpStore *store, ZpCatalog *catalog)
{
  g_autoptr (ZpPackagePlan) made = plan (bytes, store, catalog);

  apply (made, store, catalog);
  return get_item (made, 0)->relation;
}

/* --- good packages --- */

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) other = open_other (fixture);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (GBytes) bytes = NULL;

  put_form (store, catalog, "a", "甲");
  put_form (store, catalog, "b", "乙");
  bytes = pack (store, catalog, "b a b");
  g_assert_true (zp_package_is_package (bytes));
  g_assert_cmpint (take (bytes, other, catalog), ==, ZP_PACKAGE_NEW);
  g_assert_cmpuint (count_forms (other), ==, 2);
  assert_project (other, "a", "甲");
  assert_project (other, "b", "乙");
  g_assert_cmpint (take (bytes, other, catalog), ==, ZP_PACKAGE_SAME);
  g_assert_cmpuint (count_forms (other), ==, 2);
}

static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  put_form (store, catalog, "a", "甲");
  put_form (store, catalog, "b", "乙");
  first = pack (store, catalog, "a b");
  second = pack (store, catalog, "b a");
  g_assert_true (g_bytes_equal (first, second));
}

static void
test_evidence (void)
{
  g_autoptr (ZpPackage) package = zp_package_new (CREATED);
  g_autoptr (ZpPackage) read = NULL;
  g_autoptr (GBytes) content = g_bytes_new_static ("扫描件", strlen ("扫描件"));
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  zp_package_add (package, ZP_PACKAGE_EVIDENCE, "验收单.pdf", content, &error);
  g_assert_no_error (error);
  zp_package_add (package, ZP_PACKAGE_EVIDENCE, "空.txt", empty, &error);
  g_assert_no_error (error);
  g_assert_false (zp_package_add (package, ZP_PACKAGE_EVIDENCE, "空.txt", empty, NULL));
  bytes = zp_package_write (package, &error);
  g_assert_no_error (error);
  read = zp_package_read (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (zp_package_get_created (read), ==, CREATED);
  entries = zp_package_get_entries (read, ZP_PACKAGE_EVIDENCE);
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpstr (((ZpPackageEntry *) g_ptr_array_index (entries, 1))->id, ==, "验收单.pdf");
  g_assert_true (
      g_bytes_equal (((ZpPackageEntry *) g_ptr_array_index (entries, 1))->content, content));
}

static GBytes *
rename_profile (ZpCatalog *catalog, const char *name, const char *title)
{
  ZpProfile *profile = zp_catalog_find_profile (catalog, "mof-2020", NULL);
  g_autoptr (GString) text
      = g_string_new_len (g_bytes_get_data (profile->json, NULL), g_bytes_get_size (profile->json));
  g_autofree char *id = g_strdup_printf ("\"%s\"", name);

  g_assert_cmpuint (g_string_replace (text, "\"mof-2020\"", id, 1), ==, 1);
  g_string_append (text, title);
  return g_bytes_new (text->str, text->len);
}

static void
add_own_profile (ZpCatalog *catalog, const char *title)
{
  g_autoptr (GBytes) json = rename_profile (catalog, OWN, title);
  g_autoptr (GError) error = NULL;

  zp_catalog_add_profile (catalog, json, &error);
  g_assert_no_error (error);
}

static void
put_form_with_own_profile (ZpStore *store, ZpCatalog *catalog)
{
  g_autoptr (ZpForm) form = make_form (catalog, "a", "甲");

  zp_form_set_profile (form, zp_catalog_find_profile (catalog, OWN, NULL));
  store_form (store, form, ZP_FORM_STATE_DRAFT);
}

static void
test_own_rules (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) other = open_other (fixture);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpCatalog) others = zp_catalog_new ();
  g_autoptr (ZpPackagePlan) made = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) asset = NULL;

  add_own_profile (catalog, "");
  put_form_with_own_profile (store, catalog);
  bytes = pack (store, catalog, "a");
  made = plan (bytes, other, others);
  g_assert_null (zp_catalog_find_profile (others, OWN, NULL));
  g_assert_cmpuint (zp_package_plan_get_rules (made, ZP_PACKAGE_PROFILE)->len, ==, 1);
  g_assert_cmpuint (zp_package_plan_get_rules (made, ZP_PACKAGE_TEMPLATE)->len, ==, 0);
  apply (made, other, others);
  g_assert_nonnull (zp_catalog_find_profile (others, OWN, NULL));
  asset = zp_store_get_asset (other, "profile", OWN, NULL);
  g_assert_true (g_bytes_equal (asset, zp_catalog_find_profile (catalog, OWN, NULL)->json));
}

static void
test_other_rules (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) other = open_other (fixture);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpCatalog) others = zp_catalog_new ();
  g_autoptr (ZpPackage) package = NULL;
  g_autoptr (ZpPackagePlan) made = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  add_own_profile (catalog, "");
  add_own_profile (others, "\n");
  put_form_with_own_profile (store, catalog);
  bytes = pack (store, catalog, "a");
  package = zp_package_read (bytes, &error);
  g_assert_no_error (error);
  made = zp_package_plan_new (package, other, others, &error);
  g_assert_null (made);
  assert_message (error, "profiles: another “own/个人” is installed here");
  g_assert_cmpuint (count_forms (other), ==, 0);
}

static ZpStore *
open_elsewhere (Fixture *fixture)
{
  g_autofree char *folder = fixture_build_path (fixture, "elsewhere");
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (GError) error = NULL;
  ZpStore *store;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  store = zp_store_open (path, ZP_STORE_WINDOW, &error);
  g_assert_no_error (error);
  return store;
}

/* A copy of a file beside the library, and a form that names it. */
static void
put_form_with_evidence (Fixture *fixture, ZpStore *store, ZpCatalog *catalog, const char *id)
{
  g_autoptr (ZpForm) form = make_form (catalog, id, "甲");
  g_autofree char *folder = zp_evidence_files_dup_folder (zp_store_get_path (store));
  g_autoptr (ZpEvidence) copied = zp_evidence_new ("indicators/r1", "验收单.pdf");
  g_autoptr (ZpEvidence) left = zp_evidence_new ("indicators/r1", "原件.pdf");
  g_autoptr (GBytes) content = g_bytes_new_static ("验收合格", strlen ("验收合格"));
  g_autoptr (GError) error = NULL;

  zp_evidence_files_keep_bytes (folder, id, copied, content, &error);
  g_assert_no_error (error);
  g_free (left->path);
  left->path = g_strdup ("/nowhere/原件.pdf");
  zp_evidence_put (form, copied, &error);
  g_assert_no_error (error);
  zp_evidence_put (form, left, &error);
  g_assert_no_error (error);
  store_form (store, form, ZP_FORM_STATE_DRAFT);
}

static ZpPackage *
pack_evidence (ZpStore *store, ZpCatalog *catalog, const char *id, guint *out_left)
{
  const char *ids[] = { id, NULL };
  g_autoptr (GError) error = NULL;
  ZpPackage *package = zp_package_from_store (store, ids, catalog, CREATED, &error);

  g_assert_no_error (error);
  zp_package_add_evidence (package, store, catalog, out_left, &error);
  g_assert_no_error (error);
  return package;
}

/* Copies go along and are found under the same name; what was left on a disk stays there. */
static void
test_copies_of_evidence (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) other = open_elsewhere (fixture);
  g_autofree char *folder = zp_evidence_files_dup_folder (zp_store_get_path (other));
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpPackage) package = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ZpPackagePlan) made = NULL;
  g_autoptr (GPtrArray) list = NULL;
  guint left = 0;

  put_form_with_evidence (fixture, store, catalog, "a");
  package = pack_evidence (store, catalog, "a", &left);
  g_assert_cmpuint (left, ==, 1);
  bytes = zp_package_write (package, NULL);
  made = plan (bytes, other, catalog);
  g_assert_cmpuint (zp_package_plan_get_n_evidence (made), ==, 1);
  apply (made, other, catalog);
  g_assert_cmpuint (zp_package_plan_get_n_put (made), ==, 1);
  list = zp_evidence_list (get_item (made, 0)->form, NULL);
  g_assert_cmpint (zp_evidence_files_look (folder, g_ptr_array_index (list, 0), NULL), ==,
                   ZP_EVIDENCE_PRESENT);
  g_assert_cmpint (take (bytes, other, catalog), ==, ZP_PACKAGE_SAME);
}

/* Nothing is written outside the folder of the form, whatever ids and names say. */
static void
test_hostile_evidence (Fixture *fixture, gconstpointer data)
{
  static const char *const names[]
      = { "../x", "/etc/x", "a/../../x", "..\\x", "a//x", "b/aaaaaaaaaaaa_x" };
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (GBytes) content = g_bytes_new_static ("x", 1);
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *escaped = g_strescape (names[i], NULL);
      g_autofree char *text = g_strdup_printf (
          "{ \"format\": \"ziping-form\", \"version\": 1, \"id\": \"h%u\","
          " \"template\": \"mof-2020\", \"profile\": \"mof-2020\", \"fields\": {}, \"tables\": {},"
          " \"evidence\": [ { \"id\": \"e\", \"address\": \"indicators/r1\", \"name\": \"x\","
          " \"sha256\": \"%s\", \"file\": \"%s\" } ] }",
          (guint) i, hash, escaped);
      g_autofree char *id = g_strdup_printf ("h%u", (guint) i);
      g_autoptr (GBytes) form = g_bytes_new (text, strlen (text));
      g_autoptr (ZpPackage) package = zp_package_new (CREATED);
      g_autoptr (ZpPackage) read = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (zp_package_add_form (package, id, 1, NULL, form, NULL));
      g_assert_true (zp_package_add (package, ZP_PACKAGE_EVIDENCE, names[i], content, NULL));
      bytes = zp_package_write (package, NULL);
      read = zp_package_read (bytes, &error);
      if (read != NULL)
        {
          g_autoptr (ZpPackagePlan) made = zp_package_plan_new (read, store, catalog, &error);

          g_assert_no_error (error);
          apply (made, store, catalog);
          g_assert_cmpuint (zp_package_plan_get_n_put (made), ==, 0);
        }
      else
        g_assert_error (error, ZP_ERROR, ZP_ERROR_FORMAT);
    }
  g_assert_cmpuint (fixture_count_files (fixture, "evidence", "x"), ==, 0);
}

/* --- how forms are related --- */

/* Accountant and supervisor hand the same form to and fro. */
static void
test_newer_and_older (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) other = open_other (fixture);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (GBytes) third = NULL;

  put_form (store, catalog, "a", "甲");
  put_form (store, catalog, "a", "甲甲");
  put_form (store, catalog, "a", "甲甲甲");
  first = pack (store, catalog, "a");
  g_assert_cmpint (take (first, other, catalog), ==, ZP_PACKAGE_NEW);
  put_form (other, catalog, "a", "改");
  second = pack (other, catalog, "a");
  g_assert_cmpint (take (second, store, catalog), ==, ZP_PACKAGE_NEWER);
  assert_project (store, "a", "改");
  g_assert_cmpint (take (first, store, catalog), ==, ZP_PACKAGE_OLDER);
  assert_project (store, "a", "改");
  put_form (store, catalog, "a", "再改");
  third = pack (store, catalog, "a");
  g_assert_cmpint (take (third, other, catalog), ==, ZP_PACKAGE_NEWER);
  assert_project (other, "a", "再改");
  g_assert_cmpint (take (second, other, catalog), ==, ZP_PACKAGE_OLDER);
  assert_project (other, "a", "再改");
}

/* Two libraries have the form, both changed it. */
static GBytes *
make_conflict (ZpStore *store, ZpStore *other, ZpCatalog *catalog)
{
  g_autoptr (GBytes) first = NULL;

  put_form (store, catalog, "a", "甲");
  first = pack (store, catalog, "a");
  g_assert_cmpint (take (first, other, catalog), ==, ZP_PACKAGE_NEW);
  put_form (store, catalog, "a", "这边");
  put_form (store, catalog, "a", "这边改了");
  put_form (other, catalog, "a", "那边改了");
  return pack (store, catalog, "a");
}

static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) other = open_other (fixture);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (GBytes) bytes = make_conflict (store, other, catalog);
  g_autoptr (ZpPackagePlan) replacing = NULL;
  g_autoptr (ZpPackagePlan) keeping = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (take (bytes, other, catalog), ==, ZP_PACKAGE_CONFLICT);
  assert_project (other, "a", "那边改了");
  keeping = plan (bytes, other, catalog);
  g_assert_cmpint (get_item (keeping, 0)->choice, ==, ZP_PACKAGE_SKIP);
  g_assert_false (zp_package_item_choose (get_item (keeping, 0), ZP_PACKAGE_ADD, NULL));
  zp_package_item_choose (get_item (keeping, 0), ZP_PACKAGE_KEEP_BOTH, &error);
  g_assert_no_error (error);
  apply (keeping, other, catalog);
  assert_project (other, "a", "那边改了");
  assert_project (other, get_item (keeping, 0)->new_id, "这边改了");
  replacing = plan (bytes, other, catalog);
  zp_package_item_choose (get_item (replacing, 0), ZP_PACKAGE_REPLACE, &error);
  g_assert_no_error (error);
  apply (replacing, other, catalog);
  assert_project (other, "a", "这边改了");
}

static void
set_field (ZpStore *store, ZpCatalog *catalog, const char *key, const char *text)
{
  g_autoptr (ZpStoreRecord) record = zp_store_load (store, "a", NULL);
  g_autoptr (ZpForm) form = zp_form_from_record (record, catalog, NULL);

  zp_form_set (form, key, text, NULL, NULL);
  store_form (store, form, ZP_FORM_STATE_DRAFT);
}

static void
assert_field (ZpStore *store, ZpCatalog *catalog, const char *id, const char *key, const char *text)
{
  g_autoptr (ZpStoreRecord) record = zp_store_load (store, id, NULL);
  g_autoptr (ZpForm) form = zp_form_from_record (record, catalog, NULL);

  g_assert_cmpstr (zp_form_get_field (form, key), ==, text);
}

/* The version that both had is remembered, so that what only one changed needs no choice. */
static void
test_merge (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) other = open_other (fixture);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpPackagePlan) made = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (GBytes) third = NULL;
  g_autoptr (GError) error = NULL;
  ZpFormMerge *merge;

  put_form (store, catalog, "a", "甲");
  first = pack (store, catalog, "a");
  g_assert_cmpint (take (first, other, catalog), ==, ZP_PACKAGE_NEW);
  set_field (store, catalog, "unit", "这边的单位");
  set_field (other, catalog, "goal_actual", "那边的目标");
  second = pack (store, catalog, "a");
  made = plan (second, other, catalog);
  g_assert_cmpint (get_item (made, 0)->relation, ==, ZP_PACKAGE_CONFLICT);
  merge = zp_package_item_get_merge (get_item (made, 0), &error);
  g_assert_no_error (error);
  g_assert_true (zp_form_merge_has_base (merge));
  g_assert_true (zp_package_item_choose (get_item (made, 0), ZP_PACKAGE_MERGE, NULL));
  apply (made, other, catalog);
  assert_field (other, catalog, "a", "unit", "这边的单位");
  assert_field (other, catalog, "a", "goal_actual", "那边的目标");
  assert_field (other, catalog, get_item (made, 0)->aside_id, "unit", "");
  /* It follows on both. */
  third = pack (other, catalog, "a");
  g_assert_cmpint (take (third, store, catalog), ==, ZP_PACKAGE_NEWER);
  assert_field (store, catalog, "a", "goal_actual", "那边的目标");
}

static void
undo (ZpPackagePlan *made, ZpStore *store)
{
  g_autoptr (GError) error = NULL;

  zp_package_plan_undo (made, store, &error);
  g_assert_no_error (error);
}

/* Whatever was chosen, the library is afterwards what it was, and the same can be taken again. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) other = open_other (fixture);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (GBytes) conflict = make_conflict (store, other, catalog);
  static const ZpPackageChoice choices[]
      = { ZP_PACKAGE_REPLACE, ZP_PACKAGE_MERGE, ZP_PACKAGE_KEEP_BOTH };

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr (ZpPackagePlan) made = plan (conflict, other, catalog);
      ZpPackageItem *item = get_item (made, 0);

      g_assert_cmpint (item->relation, ==, ZP_PACKAGE_CONFLICT);
      g_assert_true (zp_package_item_choose (item, choices[i], NULL));
      if (choices[i] == ZP_PACKAGE_MERGE)
        zp_form_merge_choose_all (zp_package_item_get_merge (item, NULL), ZP_MERGE_THEIRS, FALSE);
      apply (made, other, catalog);
      assert_project (other, item->new_id != NULL ? item->new_id : "a", "这边改了");
      undo (made, other);
      assert_project (other, "a", "那边改了");
      g_assert_cmpuint (count_forms (other), ==, 1);
    }
}

static void
test_undo_added (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) other = open_other (fixture);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpPackagePlan) made = NULL;
  g_autoptr (ZpPackagePlan) later = NULL;
  g_autoptr (ZpForm) form = make_form (catalog, "a", "甲");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  store_form (store, form, ZP_FORM_STATE_SUBMITTED);
  bytes = pack (store, catalog, "a");
  made = plan (bytes, other, catalog);
  apply (made, other, catalog);
  g_assert_cmpuint (count_forms (other), ==, 1);
  undo (made, other);
  g_assert_cmpuint (count_forms (other), ==, 0);
  later = plan (bytes, other, catalog);
  g_assert_cmpint (get_item (later, 0)->choice, ==, ZP_PACKAGE_RESTORE);
  apply (later, other, catalog);
  put_form (other, catalog, "a", "后来改了");
  g_assert_false (zp_package_plan_undo (later, other, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_CONFLICT);
  assert_project (other, "a", "后来改了");
}

/* A form that was never exchanged has the same id only by chance, or by a copied library. */
static void
test_unrelated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) other = open_other (fixture);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (GBytes) bytes = NULL;

  put_form (store, catalog, "a", "甲");
  put_form (store, catalog, "a", "甲甲");
  put_form (other, catalog, "a", "乙");
  bytes = pack (store, catalog, "a");
  g_assert_cmpint (take (bytes, other, catalog), ==, ZP_PACKAGE_CONFLICT);
  assert_project (other, "a", "乙");
}

/* A history alone proves nothing: whoever made the package must have counted on from what is here.
 */
static void
test_claimed_history (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpForm) form = make_form (catalog, "a", "甲");
  g_autofree char *content = zp_form_make_content_id (form);
  g_autofree char *text = make_form_text ("a", "乙");
  g_autoptr (GBytes) json = g_bytes_new (text, strlen (text));
  const char *const history[] = { content, NULL };

  store_form (store, form, ZP_FORM_STATE_DRAFT);
  for (gint64 revision = 1; revision <= 2; revision++)
    {
      g_autoptr (ZpPackage) package = zp_package_new (CREATED);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      zp_package_add_form (package, "a", revision, history, json, &error);
      g_assert_no_error (error);
      bytes = zp_package_write (package, &error);
      g_assert_no_error (error);
      g_assert_cmpint (take (bytes, store, catalog), ==,
                       revision > 1 ? ZP_PACKAGE_NEWER : ZP_PACKAGE_CONFLICT);
      assert_project (store, "a", revision > 1 ? "乙" : "甲");
    }
}

static void
test_approved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) other = open_other (fixture);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpForm) form = make_form (catalog, "a", "甲");
  g_autoptr (ZpPackagePlan) made = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  store_form (store, form, ZP_FORM_STATE_APPROVED);
  first = pack (store, catalog, "a");
  take (first, other, catalog);
  put_form (other, catalog, "a", "改");
  second = pack (other, catalog, "a");
  made = plan (second, store, catalog);
  g_assert_cmpint (get_item (made, 0)->relation, ==, ZP_PACKAGE_NEWER);
  g_assert_cmpint (get_item (made, 0)->choice, ==, ZP_PACKAGE_SKIP);
  g_assert_false (zp_package_item_choose (get_item (made, 0), ZP_PACKAGE_REPLACE, NULL));
  apply (made, store, catalog);
  assert_project (store, "a", "甲");
}

static void
test_recycle_bin (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ZpPackage) package = NULL;
  g_autoptr (GError) error = NULL;
  const char *const ids[] = { "a", NULL };

  put_form (store, catalog, "a", "甲");
  bytes = pack (store, catalog, "a");
  zp_store_delete (store, ids, &error);
  g_assert_no_error (error);
  package = zp_package_from_store (store, ids, catalog, CREATED, &error);
  g_assert_null (package);
  assert_message (error, "recycle bin");
  g_assert_cmpuint (count_forms (store), ==, 0);
  g_assert_cmpint (take (bytes, store, catalog), ==, ZP_PACKAGE_SAME);
  g_assert_cmpuint (count_forms (store), ==, 1);
}

/* One of two forms cannot be taken: none is. */
static void
test_changed_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpStore) other = open_other (fixture);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpPackagePlan) made = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  put_form (store, catalog, "a", "甲");
  put_form (store, catalog, "b", "乙");
  bytes = pack (store, catalog, "a b");
  made = plan (bytes, other, catalog);
  put_form (other, catalog, "b", "丁");
  g_assert_false (zp_package_plan_apply (made, other, catalog, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_CONFLICT);
  g_assert_cmpuint (count_forms (other), ==, 1);
  assert_project (other, "b", "丁");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/package/round-trip", NULL, test_round_trip);
  fixture_add ("/package/same-bytes", NULL, test_same_bytes);
  g_test_add_func ("/package/evidence", test_evidence);
  fixture_add ("/package/own-rules", NULL, test_own_rules);
  fixture_add ("/package/other-rules", NULL, test_other_rules);
  fixture_add ("/package/newer-and-older", NULL, test_newer_and_older);
  fixture_add ("/package/conflict", NULL, test_conflict);
  fixture_add ("/package/copies-of-evidence", NULL, test_copies_of_evidence);
  fixture_add ("/package/hostile-evidence", NULL, test_hostile_evidence);
  fixture_add ("/package/merge", NULL, test_merge);
  fixture_add ("/package/undo", NULL, test_undo);
  fixture_add ("/package/undo-added", NULL, test_undo_added);
  fixture_add ("/package/unrelated", NULL, test_unrelated);
  fixture_add ("/package/claimed-history", NULL, test_claimed_history);
  fixture_add ("/package/approved", NULL, test_approved);
  fixture_add ("/package/recycle-bin", NULL, test_recycle_bin);
  fixture_add ("/package/changed-meanwhile", NULL, test_changed_meanwhile);
  return g_test_run ();
}
