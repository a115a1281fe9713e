/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-store.h"

/* A private folder for one test, with the path of a library in it that is not there yet. */
typedef struct
{
  char *folder;
  char *path;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
#define fixture_add(path, data, function)                                                          \
  g_test_add (path, Fixture, data, fixture_set_up, function, fixture_tear_down)

void fixture_remove_tree (const char *path);
ZpStore *fixture_open (Fixture *fixture, ZpStoreAccess access);
char *fixture_build_path (Fixture *fixture, const char *name);
void fixture_exec (const char *path, const char *sql);
gint64 fixture_get_int (const char *path, const char *sql);
guint fixture_count_files (Fixture *fixture, const char *folder, const char *part_of_name);

ZpStoreRecord *make_record (const char *id, const char *project, const char *text);
void set_document (ZpStoreRecord *record, const char *text);
void save_record (ZpStore *store, const char *id, const char *project, const char *text);
char *join_ids (GPtrArray *records);
#define assert_ids(records, expected)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *ids_found = join_ids (records);                                               \
    g_assert_cmpstr (ids_found, ==, expected);                                                     \
  }                                                                                                \
  G_STMT_END
#define assert_message(error, part)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_nonnull (error);                                                                      \
    if (strstr (error->message, part) == NULL)                                                     \
      g_error ("“%s” is not in “%s”", part, error->message);                                       \
  }                                                                                                \
  G_STMT_END
