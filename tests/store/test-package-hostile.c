/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "store-fixture.h"
#include "zp-error.h"
#include "zp-form-file.h"
#include "zp-package-plan.h"

/* Packages that nobody should send, made by hand: each is refused and the library stays as it was.
 */

#define CREATED "2021-03-01T08:00:00Z"

static char *
make_form_text (const char *id, const char *project)
{
  return g_strdup_printf ("{ \"format\": \"ziping-form\", \"version\": 1, \"id\": \"%s\","
                          " \"template\": \"mof-2020\", \"profile\": \"mof-2020\","
                          " \"fields\": { \"year\": \"2020\", \"project_name\": \"%s\" },"
                          " \"tables\": {} }",
                          id, project);
}

static guint
count_forms (ZpStore *store)
{
  g_autoptr (GPtrArray) forms = zp_store_list (store, FALSE, NULL);

  return forms->len;
}

/* What happens when nobody chooses anything. */
static ZpPackageRelation
take (GBytes *bytes, ZpStore *store, ZpCatalog *catalog)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpPackage) package = zp_package_read (bytes, &error);
  g_autoptr (ZpPackagePlan) made = NULL;
  const ZpPackageItem *item;

  g_assert_no_error (error);
  made = zp_package_plan_new (package, store, catalog, &error);
  g_assert_no_error (error);
  zp_package_plan_apply (made, store, catalog, &error);
  g_assert_no_error (error);
  item = g_ptr_array_index (zp_package_plan_get_items (made), 0);
  return item->relation;
}

/* --- packing by hand --- */

typedef struct
{
  struct archive *archive;
  GByteArray *bytes;
} Zip;

static la_ssize_t
take_bytes (struct archive *archive, void *user_data, const void *buffer, size_t length)
{
  g_byte_array_append (user_data, buffer, length);
  return length;
}

static void
zip_begin (Zip *zip, const char *options)
{
  zip->archive = archive_write_new ();
  zip->bytes = g_byte_array_new ();
  archive_write_set_format_zip (zip->archive);
  archive_write_set_bytes_per_block (zip->archive, 0);
  g_assert_cmpint (archive_write_set_options (zip->archive, options), ==, ARCHIVE_OK);
  archive_write_set_passphrase (zip->archive, "123456");
  archive_write_open (zip->archive, zip->bytes, NULL, take_bytes, NULL);
}

static void
zip_add_type (Zip *zip, const char *path, const void *data, gsize size, unsigned int type)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, path);
  archive_entry_set_filetype (entry, type);
  archive_entry_set_perm (entry, 0644);
  if (type == AE_IFLNK)
    archive_entry_set_symlink (entry, data);
  else if (type == AE_IFREG)
    archive_entry_set_size (entry, (la_int64_t) size);
  g_assert_cmpint (archive_write_header (zip->archive, entry), ==, ARCHIVE_OK);
  if (type == AE_IFREG && size > 0)
    archive_write_data (zip->archive, data, size);
  archive_entry_free (entry);
}

static void
zip_add (Zip *zip, const char *path, const char *text)
{
  zip_add_type (zip, path, text, strlen (text), AE_IFREG);
}

static GBytes *
zip_end (Zip *zip)
{
  archive_write_close (zip->archive);
  archive_write_free (zip->archive);
  return g_byte_array_free_to_bytes (zip->bytes);
}

static void
zip_add_manifest (Zip *zip, const char *begin, const char *forms, const char *evidence)
{
  g_autofree char *text
      = g_strdup_printf ("{ %s, \"forms\": [ %s ], \"evidence\": [ %s ] }", begin,
                         forms != NULL ? forms : "", evidence != NULL ? evidence : "");

  zip_add (zip, "manifest.json", text);
}

#define BEGIN "\"format\": \"ziping-package\", \"version\": 1"
#define ZEROS "\"sha256\": \"0000000000000000000000000000000000000000000000000000000000000000\""

static char *
describe (const char *id, const char *path, const char *text, const char *more)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strdup_printf ("{ \"id\": \"%s\", \"path\": \"%s\", \"sha256\": \"%s\"%s }", id, path,
                          hash, more);
}

/* A package of one form, with something more in it. */
static GBytes *
make_with_entry (const char *path, const char *data, unsigned int type)
{
  g_autofree char *text = make_form_text ("a", "甲");
  g_autofree char *form = describe ("a", "forms/a.json", text, "");
  Zip zip;

  zip_begin (&zip, "zip:compression=store");
  zip_add_manifest (&zip, BEGIN, form, NULL);
  zip_add (&zip, "forms/a.json", text);
  if (path != NULL)
    zip_add_type (&zip, path, data, strlen (data), type);
  return zip_end (&zip);
}

static GBytes *
make_with_manifest (const char *begin, const char *id, const char *more)
{
  g_autofree char *text = make_form_text ("a", "甲");
  g_autofree char *form = describe (id, "forms/a.json", text, more);
  Zip zip;

  zip_begin (&zip, "zip:compression=deflate");
  zip_add_manifest (&zip, begin, form, NULL);
  zip_add (&zip, "forms/a.json", text);
  return zip_end (&zip);
}

static GBytes *
make_with_text (const char *text)
{
  g_autofree char *form = describe ("a", "forms/a.json", text, "");
  Zip zip;

  zip_begin (&zip, "zip:compression=deflate");
  zip_add_manifest (&zip, BEGIN, form, NULL);
  zip_add (&zip, "forms/a.json", text);
  return zip_end (&zip);
}

static GBytes *
make_unknown (void)
{
  return make_with_entry ("readme.txt", "x", AE_IFREG);
}

static GBytes *
make_nested (void)
{
  return make_with_entry ("forms/b/c.json", "x", AE_IFREG);
}

static GBytes *
make_unlisted (void)
{
  return make_with_entry ("forms/b.json", "{}", AE_IFREG);
}

static GBytes *
make_duplicate_entry (void)
{
  return make_with_entry ("forms/a.json", "{}", AE_IFREG);
}

static GBytes *
make_duplicate_manifest (void)
{
  return make_with_entry ("manifest.json", "{}", AE_IFREG);
}

static GBytes *
make_absolute (void)
{
  return make_with_entry ("/etc/passwd", "x", AE_IFREG);
}

static GBytes *
make_drive (void)
{
  return make_with_entry ("C:/x.json", "x", AE_IFREG);
}

static GBytes *
make_parent (void)
{
  return make_with_entry ("forms/../../x.json", "x", AE_IFREG);
}

static GBytes *
make_backslash (void)
{
  return make_with_entry ("forms/..\\x.json", "x", AE_IFREG);
}

static GBytes *
make_symlink (void)
{
  return make_with_entry ("forms/b.json", "/etc/passwd", AE_IFLNK);
}

static GBytes *
make_folder (void)
{
  return make_with_entry ("forms/", "", AE_IFDIR);
}

static GBytes *
make_not_utf8 (void)
{
  return make_with_entry ("forms/\xff\xfe.json", "x", AE_IFREG);
}

static GBytes *
make_newer (void)
{
  return make_with_manifest ("\"format\": \"ziping-package\", \"version\": 2, \"seal\": {}", "a",
                             "");
}

static GBytes *
make_no_version (void)
{
  return make_with_manifest ("\"format\": \"ziping-package\"", "a", "");
}

static GBytes *
make_other_format (void)
{
  return make_with_manifest ("\"format\": \"docx\", \"version\": 1", "a", "");
}

static GBytes *
make_unknown_key (void)
{
  return make_with_manifest (BEGIN ", \"run\": \"x\"", "a", "");
}

static GBytes *
make_unknown_form_key (void)
{
  return make_with_manifest (BEGIN, "a", ", \"run\": \"x\"");
}

static GBytes *
make_bad_revision (void)
{
  return make_with_manifest (BEGIN, "a", ", \"revision\": \"-7\"");
}

static GBytes *
make_huge_revision (void)
{
  return make_with_manifest (BEGIN, "a", ", \"revision\": \"9223372036854775808\"");
}

static GBytes *
make_bad_history (void)
{
  return make_with_manifest (BEGIN, "a", ", \"history\": [ \"x\\ny\" ]");
}

static GBytes *
make_other_id (void)
{
  return make_with_manifest (BEGIN, "b", "");
}

static GBytes *
make_long_id (void)
{
  return make_with_manifest (
      BEGIN, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "");
}

static GBytes *
make_no_form (void)
{
  return make_with_text (
      "{ \"format\": \"ziping-form\", \"version\": 1, \"fields\": { \"year\": 1 } }");
}

static GBytes *
make_deep_form (void)
{
  g_autofree char *text = g_strnfill (200000, '[');

  return make_with_text (text);
}

static GBytes *
make_no_manifest (void)
{
  Zip zip;

  zip_begin (&zip, "zip:compression=store");
  zip_add (&zip, "forms/a.json", "{}");
  return zip_end (&zip);
}

static GBytes *
make_broken_manifest (void)
{
  Zip zip;

  zip_begin (&zip, "zip:compression=store");
  zip_add (&zip, "manifest.json", "{ \"format\": ");
  return zip_end (&zip);
}

static GBytes *
make_missing (void)
{
  Zip zip;

  zip_begin (&zip, "zip:compression=store");
  zip_add_manifest (&zip, BEGIN, "{ \"id\": \"a\", \"path\": \"forms/a.json\", " ZEROS " }", NULL);
  return zip_end (&zip);
}

static GBytes *
make_wrong_hash (void)
{
  Zip zip;

  zip_begin (&zip, "zip:compression=store");
  zip_add_manifest (&zip, BEGIN, "{ \"id\": \"a\", \"path\": \"forms/a.json\", " ZEROS " }", NULL);
  zip_add (&zip, "forms/a.json", "{}");
  return zip_end (&zip);
}

static GBytes *
make_wrong_sm3 (void)
{
  return make_with_manifest (BEGIN, "a", ", \"sm3\": \"00\"");
}

static GBytes *
make_encrypted (void)
{
  Zip zip;

  zip_begin (&zip, "zip:encryption=traditional");
  zip_add (&zip, "manifest.json", "{}");
  return zip_end (&zip);
}

/* The same form 200 times, each under a name of its own. */
static GBytes *
make_duplicate_ids (void)
{
  g_autofree char *text = make_form_text ("a", "甲");
  g_autoptr (GString) forms = g_string_new (NULL);
  Zip zip;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *path = g_strdup_printf ("forms/%u.json", i);
      g_autofree char *form = describe ("a", path, text, "");

      g_string_append_printf (forms, "%s%s", i > 0 ? ", " : "", form);
    }
  zip_begin (&zip, "zip:compression=deflate");
  zip_add_manifest (&zip, BEGIN, forms->str, NULL);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *path = g_strdup_printf ("forms/%u.json", i);

      zip_add (&zip, path, text);
    }
  return zip_end (&zip);
}

static GBytes *
make_listed_twice (void)
{
  g_autofree char *text = make_form_text ("a", "甲");
  g_autofree char *first = describe ("a", "forms/a.json", text, "");
  g_autofree char *second = describe ("b", "forms/a.json", text, "");
  g_autofree char *forms = g_strconcat (first, ", ", second, NULL);
  Zip zip;

  zip_begin (&zip, "zip:compression=deflate");
  zip_add_manifest (&zip, BEGIN, forms, NULL);
  zip_add (&zip, "forms/a.json", text);
  return zip_end (&zip);
}

static GBytes *
make_large (const char *path, const char *options, gsize size)
{
  g_autofree char *piece = g_malloc0 (size);
  Zip zip;

  zip_begin (&zip, options);
  zip_add_type (&zip, path, piece, size, AE_IFREG);
  return zip_end (&zip);
}

static GBytes *
make_form_bomb (void)
{
  return make_large ("forms/a.json", "zip:compression=deflate", ZP_FORM_FILE_MAX_BYTES + 1);
}

static GBytes *
make_stored_bomb (void)
{
  return make_large ("forms/a.json", "zip:compression=store", ZP_FORM_FILE_MAX_BYTES + 1);
}

static GBytes *
make_manifest_bomb (void)
{
  return make_large ("manifest.json", "zip:compression=deflate", ZP_FORM_FILE_MAX_BYTES + 1);
}

static GBytes *
make_bomb (void)
{
  return make_large ("evidence/0001", "zip:compression=deflate", ZP_PACKAGE_MAX_BYTES + 1);
}

/* No part is too large, all together are. */
static GBytes *
make_bomb_in_parts (void)
{
  gsize size = ZP_PACKAGE_MAX_BYTES / 4 + 1;
  g_autofree char *piece = g_malloc0 (size);
  Zip zip;

  zip_begin (&zip, "zip:compression=deflate");
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *path = g_strdup_printf ("evidence/%u", i);

      zip_add_type (&zip, path, piece, size, AE_IFREG);
    }
  return zip_end (&zip);
}

static GBytes *
make_many_entries (void)
{
  Zip zip;

  zip_begin (&zip, "zip:compression=store");
  for (guint i = 0; i <= ZP_PACKAGE_MAX_ENTRIES; i++)
    {
      g_autofree char *path = g_strdup_printf ("evidence/%u", i);

      zip_add (&zip, path, "");
    }
  return zip_end (&zip);
}

static GBytes *
make_other_zip (void)
{
  Zip zip;

  zip_begin (&zip, "zip:compression=deflate");
  zip_add (&zip, "[Content_Types].xml", "<Types/>");
  return zip_end (&zip);
}

static GBytes *
make_text (void)
{
  return g_bytes_new_static ("{ }", 3);
}

typedef struct
{
  const char *name;
  GBytes *(*make) (void);
  const char *message;
} Hostile;

static const Hostile hostile[] = {
  { "unknown-entry", make_unknown, "readme.txt: does not belong" },
  { "nested-entry", make_nested, "forms/b/c.json: does not belong" },
  { "entry-not-in-manifest", make_unlisted, "forms/b.json: is not in the manifest" },
  { "duplicate-entry", make_duplicate_entry, "forms/a.json: is in the package twice" },
  { "duplicate-manifest", make_duplicate_manifest, "manifest.json: is in the package twice" },
  { "absolute-name", make_absolute, "absolute name" },
  { "drive-name", make_drive, "absolute name" },
  { "parent-folder", make_parent, "leads out of the package" },
  { "backslash", make_backslash, "has a backslash in its name" },
  { "symlink", make_symlink, "forms/b.json: is a link" },
  { "folder", make_folder, "forms/: is a link or a folder" },
  { "name-not-utf8", make_not_utf8, "has a name that is not UTF-8" },
  { "newer-version", make_newer, "manifest.json: version: 2 was made by a newer version" },
  { "no-version", make_no_version, "version: is missing" },
  { "other-format", make_other_format, "format: is not" },
  { "unknown-key", make_unknown_key, "run: unknown key" },
  { "unknown-form-key", make_unknown_form_key, "forms[1].run: unknown key" },
  { "negative-revision", make_bad_revision, "forms[1].revision: must be a whole number" },
  { "huge-revision", make_huge_revision, "forms[1].revision: must be a whole number" },
  { "history-with-line-break", make_bad_history, "forms[1].history: is no list" },
  { "id-not-that-of-the-form", make_other_id, "another id inside" },
  { "long-id", make_long_id, "longer than 64 bytes" },
  { "no-form", make_no_form, "forms: a: " },
  { "deep-form", make_deep_form, "forms: a: " },
  { "no-manifest", make_no_manifest, "manifest.json: is missing" },
  { "broken-manifest", make_broken_manifest, "manifest.json: " },
  { "listed-but-missing", make_missing, "is missing in the package" },
  { "wrong-hash", make_wrong_hash, "was changed after packing" },
  { "wrong-sm3", make_wrong_sm3, "was changed after packing (integrity check, SM3)" },
  { "encrypted", make_encrypted, "manifest.json: is encrypted" },
  { "200-duplicate-ids", make_duplicate_ids, "“a” is in the list twice" },
  { "listed-twice", make_listed_twice, "listed twice" },
  { "form-bomb", make_form_bomb, "unpacks to more than is allowed" },
  { "stored-form-too-large", make_stored_bomb, "unpacks to more than is allowed" },
  { "manifest-bomb", make_manifest_bomb, "unpacks to more than is allowed" },
  { "bomb-in-parts", make_bomb_in_parts, "unpacks to more than is allowed" },
  { "bomb", make_bomb, "unpacks to more than is allowed" },
  { "5001-entries", make_many_entries, "more than 5,000 entries" },
  { "workbook", make_other_zip, "[Content_Types].xml: does not belong" },
  { "not-a-zip", make_text, "does not begin like one" },
};

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  const Hostile *test = data;
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (GBytes) bytes = test->make ();
  g_autoptr (ZpPackagePlan) made = NULL;
  g_autoptr (ZpPackage) package = NULL;
  g_autoptr (GError) error = NULL;
  gint64 generation = zp_store_get_generation (store);

  package = zp_package_read (bytes, &error);
  if (package != NULL)
    made = zp_package_plan_new (package, store, catalog, &error);
  g_assert_null (made);
  assert_message (error, test->message);
  g_assert_cmpint (error->domain, ==, ZP_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (count_forms (store), ==, 0);
  g_assert_cmpint (zp_store_get_generation (store), ==, generation);
}

/* What is not hostile in the same frame is read. */
static void
test_frame (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ZpStore) store = fixture_open (fixture, ZP_STORE_WINDOW);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (GBytes) plain = make_with_entry (NULL, NULL, 0);
  g_autoptr (GBytes) packed = make_with_manifest (BEGIN, "a", ", \"revision\": 7");

  g_assert_cmpint (take (plain, store, catalog), ==, ZP_PACKAGE_NEW);
  g_assert_cmpint (take (packed, store, catalog), ==, ZP_PACKAGE_SAME);
}

static GBytes *
make_small_package (void)
{
  g_autofree char *text = make_form_text ("a", "甲");
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));
  g_autoptr (ZpPackage) package = zp_package_new (CREATED);
  GBytes *bytes;

  zp_package_add_form (package, "a", 7, NULL, content, NULL);
  bytes = zp_package_write (package, NULL);
  g_assert_nonnull (bytes);
  return bytes;
}

static void
test_cut (void)
{
  g_autoptr (GBytes) whole = make_small_package ();

  for (gsize size = 0; size < g_bytes_get_size (whole); size++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, size);
      g_autoptr (GError) error = NULL;
      g_autoptr (ZpPackage) package = zp_package_read (cut, &error);

      g_assert_null (package);
      g_assert_error (error, ZP_ERROR, ZP_ERROR_FORMAT);
    }
}

/* Whatever byte it is, and also those that mean nothing, such as a permission. */
static void
test_one_byte (void)
{
  g_autoptr (GBytes) whole = make_small_package ();
  gsize size = g_bytes_get_size (whole);

  for (gsize at = 0; at < size; at++)
    for (guint bit = 0; bit < 8; bit++)
      {
        guint8 *copy = g_memdup2 (g_bytes_get_data (whole, NULL), size);
        g_autoptr (GBytes) changed = g_bytes_new_take (copy, size);
        g_autoptr (GError) error = NULL;

        copy[at] ^= (guint8) (1 << bit);
        g_assert_null (zp_package_read (changed, &error));
        g_assert_error (error, ZP_ERROR, ZP_ERROR_FORMAT);
      }
}

/* A package that another program packed has no hash of its own: what is read may not change. */
static void
test_one_byte_unstamped (void)
{
  g_autoptr (GBytes) whole = make_with_manifest (BEGIN, "a", ", \"revision\": 7");
  g_autofree char *text = make_form_text ("a", "甲");
  gsize size = g_bytes_get_size (whole);
  guint n_read = 0;

  for (gsize at = 0; at < size; at++)
    {
      guint8 *copy = g_memdup2 (g_bytes_get_data (whole, NULL), size);
      g_autoptr (GBytes) changed = g_bytes_new_take (copy, size);
      g_autoptr (ZpPackage) package = NULL;
      const ZpPackageEntry *entry;

      copy[at] ^= 0x20;
      package = zp_package_read (changed, NULL);
      if (package == NULL)
        continue;
      n_read++;
      g_assert_cmpuint (zp_package_get_entries (package, ZP_PACKAGE_FORM)->len, ==, 1);
      entry = g_ptr_array_index (zp_package_get_entries (package, ZP_PACKAGE_FORM), 0);
      g_assert_cmpstr (entry->id, ==, "a");
      g_assert_cmpint (entry->revision, ==, 7);
      g_assert_cmpmem (g_bytes_get_data (entry->content, NULL), g_bytes_get_size (entry->content),
                       text, strlen (text));
    }
  g_test_message ("%u of %u changed bytes do not matter", n_read, (guint) size);
  g_assert_cmpuint (n_read, <, size / 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/package-hostile/frame", NULL, test_frame);
  g_test_add_func ("/package-hostile/cut", test_cut);
  g_test_add_func ("/package-hostile/one-byte", test_one_byte);
  g_test_add_func ("/package-hostile/one-byte-unstamped", test_one_byte_unstamped);
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *path = g_strconcat ("/package-hostile/", hostile[i].name, NULL);

      fixture_add (path, &hostile[i], test_hostile);
    }
  return g_test_run ();
}
