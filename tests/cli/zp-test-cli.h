/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The id of form.ziping and same-id.ziping. */
#define ZP_TEST_ID "0b0e1c52-6a3c-4c57-9d5a-0c8d4f1f0a11"

/**
 * ZpTestFolder:
 * @path: a folder of its own for one test; the program runs there
 *
 * Also holds what the program takes for the user's home.
 */
typedef struct
{
  char *path;
} ZpTestFolder;

/**
 * ZpTestRun:
 * @status: the exit status, -1 after a crash
 * @out: standard output
 * @err: standard error
 *
 * What one run of the program did.
 */
typedef struct
{
  int status;
  char *out;
  char *err;
} ZpTestRun;

void zp_test_folder_set_up (ZpTestFolder *folder, gconstpointer data);
void zp_test_folder_tear_down (ZpTestFolder *folder, gconstpointer data);
void zp_test_write (ZpTestFolder *folder, const char *name, const char *text, gssize size);
char *zp_test_read (ZpTestFolder *folder, const char *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_test_exists (ZpTestFolder *folder, const char *name);
char *zp_test_list (ZpTestFolder *folder) G_GNUC_WARN_UNUSED_RESULT;

ZpTestRun
zp_test_run (ZpTestFolder *folder, const char *line, const char *input) G_GNUC_WARN_UNUSED_RESULT;
ZpTestRun zp_test_run_program (ZpTestFolder *folder,
                               const char *program,
                               const char *line,
                               const char *input,
                               const char *out_file) G_GNUC_WARN_UNUSED_RESULT;
void zp_test_run_clear (ZpTestRun *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZpTestRun, zp_test_run_clear)

void zp_test_assert_contains (const char *text, const char *part);
void zp_test_assert_lines (const char *text, guint n_lines);

char *zp_test_make_form (const char *id, const char *project) G_GNUC_WARN_UNUSED_RESULT;
void zp_test_write_files (ZpTestFolder *folder);
JsonNode *zp_test_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;

typedef void (*ZpTestFunc) (ZpTestFolder *folder, gconstpointer data);

void zp_test_add (const char *path, gconstpointer data, ZpTestFunc run);

G_END_DECLS
