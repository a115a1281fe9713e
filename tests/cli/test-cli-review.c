/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "zp-test-cli.h"

/* form.ziping has errors, these have none. */
#define GOOD_A "good-a"
#define GOOD_B "good-b"

static void
write_good (ZpTestFolder *folder, const char *golden, const char *id)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "golden", "urumqi-2020", golden, NULL);
  g_autofree char *file = g_strconcat (id, ".ziping", NULL);
  g_autofree char *text = NULL;
  g_autofree char *with_id = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  root = json_from_string (text, &error);
  g_assert_no_error (error);
  json_object_set_string_member (json_node_get_object (root), "id", id);
  with_id = json_to_string (root, TRUE);
  zp_test_write (folder, file, with_id, -1);
}

static void
add_forms (ZpTestFolder *folder)
{
  g_auto (ZpTestRun) add = { 0 };

  zp_test_write_files (folder);
  write_good (folder, "07-official-vehicle.ziping", GOOD_A);
  write_good (folder, "12-expert-committee.ziping", GOOD_B);
  add = zp_test_run (folder, "add --store s.db form.ziping " GOOD_A ".ziping " GOOD_B ".ziping",
                     NULL);
  g_assert_cmpint (add.status, ==, 0);
}

static void
run_well (ZpTestFolder *folder, const char *line)
{
  g_auto (ZpTestRun) run = zp_test_run (folder, line, NULL);

  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpint (run.status, ==, 0);
}

static JsonObject *
get_form (ZpTestFolder *folder, const char *id, JsonNode **out_root)
{
  g_autofree char *line = g_strconcat ("get --store s.db ", id, NULL);
  g_auto (ZpTestRun) get = zp_test_run (folder, line, NULL);

  g_assert_cmpint (get.status, ==, 0);
  *out_root = zp_test_parse (get.out);
  return json_node_get_object (*out_root);
}

static void
assert_state (ZpTestFolder *folder, const char *id, const char *state)
{
  g_auto (ZpTestRun) list = zp_test_run (folder, "list --json --store s.db", NULL);
  g_autoptr (JsonNode) root = zp_test_parse (list.out);
  JsonArray *forms = json_node_get_array (root);

  for (guint i = 0; i < json_array_get_length (forms); i++)
    {
      JsonObject *form = json_array_get_object_element (forms, i);

      if (g_str_equal (json_object_get_string_member (form, "id"), id))
        {
          g_assert_cmpstr (json_object_get_string_member (form, "state"), ==, state);
          return;
        }
    }
  g_error ("%s is not in the list", id);
}

static JsonObject *
get_event (JsonObject *form, guint index)
{
  return json_array_get_object_element (json_object_get_array_member (form, "history"), index);
}

/* Handed in, returned, handed in again, approved. */
static void
test_whole_way (ZpTestFolder *folder, gconstpointer data)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *form;

  add_forms (folder);
  run_well (folder, "submit --store s.db --as 张三 " GOOD_A);
  assert_state (folder, GOOD_A, "submitted");
  run_well (folder, "return --store s.db --as=李四 --reason 补充佐证 " GOOD_A);
  assert_state (folder, GOOD_A, "returned");
  run_well (folder, "submit --store s.db --as 张三 " GOOD_A);
  run_well (folder, "approve --store s.db --as 李四 " GOOD_A);
  assert_state (folder, GOOD_A, "approved");
  assert_state (folder, GOOD_B, "draft");
  form = get_form (folder, GOOD_A, &root);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (form, "history")), ==, 4);
  g_assert_cmpstr (json_object_get_string_member (get_event (form, 0), "who"), ==, "张三");
  g_assert_cmpstr (json_object_get_string_member (get_event (form, 1), "who"), ==, "李四");
  g_assert_cmpstr (json_object_get_string_member (get_event (form, 1), "reason"), ==, "补充佐证");
  g_assert_cmpstr (json_object_get_string_member (get_event (form, 3), "what"), ==, "approve");
  g_assert_true (
      json_object_has_member (json_object_get_object_member (form, "rules"), "template"));
}

/* A history that was changed outside of the program is told wherever the form is looked at. */
static void
test_broken_history (ZpTestFolder *folder, gconstpointer data)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  g_auto (ZpTestRun) check = { 0 };
  g_auto (ZpTestRun) sound = { 0 };
  g_auto (ZpTestRun) add = { 0 };
  g_auto (ZpTestRun) unpack = { 0 };

  add_forms (folder);
  run_well (folder, "submit --store s.db --as 张三 " GOOD_A);
  (void) get_form (folder, GOOD_A, &root);
  text = json_to_string (root, FALSE);
  zp_test_write (folder, "sound.ziping", text, -1);
  sound = zp_test_run (folder, "check sound.ziping", NULL);
  g_assert_cmpint (sound.status, ==, 0);
  json_object_set_string_member (get_event (json_node_get_object (root), 0), "who", "王五");
  g_free (text);
  text = json_to_string (root, FALSE);
  zp_test_write (folder, "broken.ziping", text, -1);
  check = zp_test_run (folder, "check broken.ziping", NULL);
  g_assert_cmpint (check.status, ==, 1);
  zp_test_assert_contains (check.out, "entry 1 was changed afterwards");
  add = zp_test_run (folder, "add broken.ziping --store other.db", NULL);
  g_assert_cmpint (add.status, ==, 0);
  zp_test_assert_contains (add.err, "entry 1 was changed afterwards");
  run_well (folder, "pack --store other.db -o p.ziping " GOOD_A);
  unpack = zp_test_run (folder, "unpack --store third.db p.ziping", NULL);
  g_assert_cmpint (unpack.status, ==, 0);
  zp_test_assert_contains (unpack.err, "entry 1 was changed afterwards");
}

/* Not approved before it is whole again; each form is told of, and the others are approved. */
static void
test_broken_is_not_approved (ZpTestFolder *folder, gconstpointer data)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  g_auto (ZpTestRun) add = { 0 };
  g_auto (ZpTestRun) approve = { 0 };
  g_auto (ZpTestRun) submit = { 0 };

  add_forms (folder);
  run_well (folder, "submit --store s.db --as 张三 " GOOD_A " " GOOD_B);
  (void) get_form (folder, GOOD_A, &root);
  json_object_set_string_member (get_event (json_node_get_object (root), 0), "who", "王五");
  text = json_to_string (root, FALSE);
  zp_test_write (folder, "broken.ziping", text, -1);
  run_well (folder, "get --store s.db " GOOD_B " -o sound.ziping");
  add = zp_test_run (folder, "add broken.ziping sound.ziping --store other.db", NULL);
  g_assert_cmpint (add.status, ==, 0);
  approve = zp_test_run (folder, "approve --store other.db " GOOD_A " " GOOD_B, NULL);
  g_assert_cmpint (approve.status, ==, 1);
  zp_test_assert_lines (approve.err, 1);
  zp_test_assert_contains (approve.err, GOOD_A ": The history of this form is broken: entry 1");
  zp_test_assert_contains (approve.err, "Return the form");
  zp_test_assert_contains (approve.out, GOOD_B ": approved");
  run_well (folder, "return --store other.db --reason 历史不符 " GOOD_A);
  submit = zp_test_run (folder, "submit --json --store other.db " GOOD_A, NULL);
  g_assert_cmpint (submit.status, ==, 1);
  zp_test_assert_contains (submit.err, "Duplicate it");
  zp_test_assert_contains (submit.out, "\"refused\"");
  zp_test_assert_contains (submit.out, "Duplicate it");
}

/* What is wrong with one form is listed, and the others are handed in. */
static void
test_errors_block (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) run = { 0 };

  add_forms (folder);
  run = zp_test_run (folder, "submit --store s.db " GOOD_A " " ZP_TEST_ID " " GOOD_B, NULL);
  g_assert_cmpint (run.status, ==, 1);
  zp_test_assert_lines (run.err, 1);
  zp_test_assert_contains (run.err, ZP_TEST_ID ": ");
  zp_test_assert_contains (run.out, GOOD_A ": submitted");
  zp_test_assert_contains (run.out, GOOD_B ": submitted");
  zp_test_assert_contains (run.out, "    A1  ");
  assert_state (folder, ZP_TEST_ID, "draft");
}

static void
test_json (ZpTestFolder *folder, gconstpointer data)
{
  g_auto (ZpTestRun) several = { 0 };
  g_auto (ZpTestRun) one = { 0 };
  g_autoptr (JsonNode) results = NULL;
  g_autoptr (JsonNode) result = NULL;
  JsonObject *refused;
  JsonObject *finding;

  add_forms (folder);
  several = zp_test_run (folder, "submit --json --store s.db absent " ZP_TEST_ID " " GOOD_A, NULL);
  g_assert_cmpint (several.status, ==, 2);
  results = zp_test_parse (several.out);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (results)), ==, 3);
  refused = json_array_get_object_element (json_node_get_array (results), 1);
  g_assert_cmpstr (json_object_get_string_member (refused, "id"), ==, ZP_TEST_ID);
  g_assert_cmpstr (json_object_get_string_member (refused, "result"), ==, "refused");
  g_assert_cmpstr (json_object_get_string_member (refused, "state"), ==, "draft");
  finding = json_array_get_object_element (json_object_get_array_member (refused, "findings"), 0);
  g_assert_cmpstr (json_object_get_string_member (finding, "severity"), ==, "error");
  one = zp_test_run (folder, "approve --json --store s.db " GOOD_A, NULL);
  g_assert_cmpint (one.status, ==, 0);
  result = zp_test_parse (one.out);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (result), "result"), ==,
                   "done");
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (result), "state"), ==,
                   "approved");
}

typedef struct
{
  const char *name;
  const char *line;
  int status;
  const char *problem;
} RefuseCase;

static const RefuseCase refuse_cases[] = {
  { "approve-draft", "approve --store s.db " GOOD_A, 1, "is a draft" },
  { "return-draft", "return --store s.db --reason x " GOOD_A, 1, "is a draft" },
  { "return-no-reason", "return --store s.db " GOOD_A, 2, "--reason" },
  { "return-empty-reason", "return --store s.db --reason= " GOOD_A, 2, "--reason" },
  { "return-blank-reason", "return --store s.db --reason ' ' " GOOD_A, 1, "is a draft" },
  { "reason-elsewhere", "submit --store s.db --reason x " GOOD_A, 2, "--reason" },
  { "unknown", "submit --store s.db absent", 2, "absent" },
  { "no-store", "submit --store none.db " GOOD_A, 2, "there is no library" },
  { "no-names", "submit --store s.db", 2, "names are missing" },
};

static void
test_refuse (ZpTestFolder *folder, gconstpointer data)
{
  const RefuseCase *c = data;
  g_auto (ZpTestRun) run = { 0 };

  add_forms (folder);
  run = zp_test_run (folder, c->line, NULL);
  g_assert_cmpint (run.status, ==, c->status);
  zp_test_assert_lines (run.err, 1);
  zp_test_assert_contains (run.err, c->problem);
  assert_state (folder, GOOD_A, "draft");
  g_assert_false (zp_test_exists (folder, "none.db"));
}

/* Without --as the history names the login. */
static void
test_login (ZpTestFolder *folder, gconstpointer data)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *form;

  add_forms (folder);
  run_well (folder, "submit --store s.db " GOOD_A);
  form = get_form (folder, GOOD_A, &root);
  g_assert_cmpstr (json_object_get_string_member (get_event (form, 0), "who"), ==,
                   g_get_user_name ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  zp_test_add ("/cli/review/whole-way", NULL, test_whole_way);
  zp_test_add ("/cli/review/broken-history", NULL, test_broken_history);
  zp_test_add ("/cli/review/broken-is-not-approved", NULL, test_broken_is_not_approved);
  zp_test_add ("/cli/review/errors-block", NULL, test_errors_block);
  zp_test_add ("/cli/review/json", NULL, test_json);
  for (gsize i = 0; i < G_N_ELEMENTS (refuse_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/review/refuse/", refuse_cases[i].name, NULL);

      zp_test_add (path, &refuse_cases[i], test_refuse);
    }
  zp_test_add ("/cli/review/login", NULL, test_login);
  return g_test_run ();
}
