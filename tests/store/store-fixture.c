/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("ziping-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "library.db", NULL);
}

void
fixture_remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      fixture_remove_tree (child);
    }
  g_remove (path);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

ZpStore *
fixture_open (Fixture *fixture, ZpStoreAccess access)
{
  g_autoptr (GError) error = NULL;
  ZpStore *store = zp_store_open (fixture->path, access, &error);

  g_assert_no_error (error);
  g_assert_true (ZP_IS_STORE (store));
  return store;
}

char *
fixture_build_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

void
fixture_exec (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

gint64
fixture_get_int (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 value;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return value;
}

guint
fixture_count_files (Fixture *fixture, const char *folder, const char *part_of_name)
{
  g_autofree char *path = fixture_build_path (fixture, folder);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint count = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    count += strstr (name, part_of_name) != NULL;
  return count;
}

void
set_document (ZpStoreRecord *record, const char *text)
{
  g_autofree char *json = g_strdup_printf ("{ \"text\": \"%s\" }", text);

  g_clear_pointer (&record->document, g_bytes_unref);
  record->document = g_bytes_new (json, strlen (json));
}

ZpStoreRecord *
make_record (const char *id, const char *project, const char *text)
{
  ZpStoreRecord *record = zp_store_record_new ();

  record->id = g_strdup (id);
  record->project = g_strdup (project);
  record->search_text = g_strdup (text);
  record->template_id = g_strdup ("mof-2020");
  record->profile_id = g_strdup ("urumqi-2020");
  record->year = g_strdup ("2020");
  set_document (record, text);
  return record;
}

void
save_record (ZpStore *store, const char *id, const char *project, const char *text)
{
  g_autoptr (ZpStoreRecord) record = make_record (id, project, text);
  g_autoptr (GError) error = NULL;

  zp_store_save (store, record, &error);
  g_assert_no_error (error);
}

char *
join_ids (GPtrArray *records)
{
  GString *string = g_string_new (NULL);

  g_assert_nonnull (records);
  for (guint i = 0; i < records->len; i++)
    {
      const ZpStoreRecord *record = g_ptr_array_index (records, i);

      g_string_append_printf (string, "%s%s", i > 0 ? " " : "", record->id);
    }
  return g_string_free (string, FALSE);
}
