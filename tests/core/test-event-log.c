/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core-fixture.h"
#include "zp-error.h"
#include "zp-form-diff.h"
#include "zp-review.h"
#include "zp-wording.h"

static const ZpActor preparer = { "张三", ZP_ACTOR_PREPARER, 1600000000 };
static const ZpActor reviewer = { "李四", ZP_ACTOR_REVIEWER, 1600086400 };

/* Handed in, returned, handed in, approved: four events. */
static ZpForm *
make_history (void)
{
  ZpForm *form = fixture_load_golden ("07-official-vehicle");

  zp_form_set_revision (form, 3);
  g_assert_true (zp_review_apply (form, ZP_REVIEW_SUBMIT, &preparer, NULL, NULL));
  g_assert_true (zp_review_apply (form, ZP_REVIEW_RETURN, &reviewer, "补充佐证", NULL));
  fixture_set (form, "project_name", "公务用车购置");
  g_assert_true (zp_review_apply (form, ZP_REVIEW_SUBMIT, &preparer, NULL, NULL));
  g_assert_true (zp_review_apply (form, ZP_REVIEW_APPROVE, &reviewer, NULL, NULL));
  return form;
}

static void
test_events (void)
{
  static const char *const whats[] = { "submit", "return", "submit", "approve" };
  g_autoptr (ZpForm) form = make_history ();
  g_autoptr (GPtrArray) events = zp_event_log_list (form);
  const ZpEvent *first = g_ptr_array_index (events, 0);
  const ZpEvent *second = g_ptr_array_index (events, 1);

  g_assert_cmpuint (events->len, ==, G_N_ELEMENTS (whats));
  for (guint i = 0; i < events->len; i++)
    g_assert_cmpstr (((ZpEvent *) g_ptr_array_index (events, i))->what, ==, whats[i]);
  g_assert_cmpstr (first->time, ==, "2020-09-13T12:26:40Z");
  g_assert_cmpstr (first->who, ==, "张三");
  g_assert_cmpstr (first->role, ==, "preparer");
  g_assert_cmpstr (first->revision, ==, "3");
  g_assert_cmpstr (first->previous, ==, "");
  g_assert_cmpuint (strlen (first->content), ==, 64);
  g_assert_cmpstr (second->role, ==, "reviewer");
  g_assert_cmpstr (second->reason, ==, "补充佐证");
  g_assert_cmpstr (second->previous, ==, first->hash);
  g_assert_cmpstr (second->content, ==, first->content);
}

/* --- tampering --- */

static JsonArray *
get_history (JsonNode *root)
{
  return json_object_get_array_member (json_node_get_object (root), "history");
}

static void
alter_nothing (JsonNode *root)
{
}

static void
alter_who (JsonNode *root)
{
  json_object_set_string_member (json_array_get_object_element (get_history (root), 1), "who",
                                 "王五");
}

static void
alter_reason (JsonNode *root)
{
  json_object_set_string_member (json_array_get_object_element (get_history (root), 1), "reason",
                                 "");
}

static void
alter_last_time (JsonNode *root)
{
  json_object_set_string_member (json_array_get_object_element (get_history (root), 3), "time",
                                 "2020-01-01T00:00:00Z");
}

static void
remove_first (JsonNode *root)
{
  json_array_remove_element (get_history (root), 0);
}

static void
remove_middle (JsonNode *root)
{
  json_array_remove_element (get_history (root), 1);
}

static void
remove_last (JsonNode *root)
{
  json_array_remove_element (get_history (root), 3);
}

static void
repeat_event (JsonNode *root)
{
  json_array_add_element (get_history (root),
                          json_node_copy (json_array_get_element (get_history (root), 3)));
}

static void
drop_hash (JsonNode *root)
{
  json_object_remove_member (json_array_get_object_element (get_history (root), 2), "hash");
}

static void
add_member (JsonNode *root)
{
  json_object_set_string_member (json_array_get_object_element (get_history (root), 2), "note",
                                 "x");
}

static void
put_text (JsonNode *root)
{
  json_object_set_string_member (json_node_get_object (root), "history", "none");
}

static void
drop_history (JsonNode *root)
{
  json_object_remove_member (json_node_get_object (root), "history");
}

static void
alter_value (JsonNode *root)
{
  JsonObject *fields = json_object_get_object_member (json_node_get_object (root), "fields");

  json_object_set_string_member (fields, "unit", "别的单位");
}

static void
alter_answer (JsonNode *root)
{
  json_object_set_string_member (json_node_get_object (root), "answers", "x");
}

static void
alter_review (JsonNode *root)
{
  JsonObject *review = json_object_get_object_member (json_node_get_object (root), "review");

  json_object_set_string_member (review, "who", "王五");
}

static void
alter_state (JsonNode *root)
{
  JsonObject *review = json_object_get_object_member (json_node_get_object (root), "review");

  json_object_set_string_member (review, "state", "draft");
}

typedef struct
{
  const char *name;
  void (*alter) (JsonNode *root);
  ZpLogFault fault;
  guint event;
} TamperCase;

static const TamperCase tamper_cases[] = {
  { "nothing", alter_nothing, ZP_LOG_WHOLE, 0 },
  { "who", alter_who, ZP_LOG_ALTERED, 2 },
  { "reason", alter_reason, ZP_LOG_ALTERED, 2 },
  { "last-time", alter_last_time, ZP_LOG_ALTERED, 4 },
  { "first-removed", remove_first, ZP_LOG_BROKEN, 1 },
  { "middle-removed", remove_middle, ZP_LOG_BROKEN, 2 },
  { "last-removed", remove_last, ZP_LOG_OTHER_STATE, 3 },
  { "repeated", repeat_event, ZP_LOG_BROKEN, 5 },
  { "no-hash", drop_hash, ZP_LOG_MALFORMED, 3 },
  { "member-added", add_member, ZP_LOG_MALFORMED, 3 },
  { "no-list", put_text, ZP_LOG_MALFORMED, 1 },
  { "history-removed", drop_history, ZP_LOG_OTHER_STATE, 0 },
  { "value", alter_value, ZP_LOG_OTHER_CONTENT, 4 },
  { "answer", alter_answer, ZP_LOG_OTHER_CONTENT, 4 },
  { "review", alter_review, ZP_LOG_OTHER_CONTENT, 4 },
  { "state", alter_state, ZP_LOG_OTHER_STATE, 4 },
};

static ZpForm *
alter (const ZpForm *form, void (*func) (JsonNode *root))
{
  g_autoptr (GBytes) bytes = zp_form_write (form);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  g_autofree char *altered = NULL;

  func (root);
  altered = json_to_string (root, FALSE);
  return fixture_load (altered);
}

static void
test_tamper (gconstpointer data)
{
  const TamperCase *c = data;
  g_autoptr (ZpForm) form = make_history ();
  g_autoptr (ZpForm) again = alter (form, c->alter);
  guint event = 0;

  g_assert_cmpint (zp_review_verify (again, &event), ==, c->fault);
  g_assert_cmpuint (event, ==, c->event);
}

/* Refused with what is wrong, and with a way out. */
static void
assert_refused (ZpForm *form, ZpReviewAction action, const ZpActor *actor, const char *way_out)
{
  guint event = 0;
  ZpLogFault fault = zp_review_verify (form, &event);
  g_autofree char *words = zp_word_log_fault (fault, event);
  ZpFormState state = zp_form_get_state (form);
  g_autoptr (GError) error = NULL;

  g_assert_false (zp_review_apply (form, action, actor, NULL, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_REFUSED);
  g_assert_cmpstr (words, !=, "");
  g_assert_nonnull (strstr (error->message, words));
  g_assert_nonnull (strstr (error->message, way_out));
  g_assert_cmpint (zp_form_get_state (form), ==, state);
}

/* Whatever is done to a history, the form is not approved, and there is a way that leads on. */
static void
test_ways_out (gconstpointer data)
{
  const TamperCase *c = data;
  g_autoptr (ZpForm) form = make_history ();
  g_autoptr (ZpForm) again = NULL;
  ZpLogFault fault;

  g_assert_true (zp_review_apply (form, ZP_REVIEW_REOPEN, &reviewer, "补充", NULL));
  again = alter (form, c->alter);
  fault = zp_review_verify (again, NULL);
  if (fault == ZP_LOG_WHOLE)
    {
      g_assert_true (zp_review_apply (again, ZP_REVIEW_APPROVE, &reviewer, NULL, NULL));
      return;
    }
  if (zp_form_get_state (again) == ZP_FORM_STATE_SUBMITTED)
    {
      assert_refused (again, ZP_REVIEW_APPROVE, &reviewer,
                      fault >= ZP_LOG_OTHER_STATE ? "submitted again" : "duplicates it");
      g_assert_true (zp_review_apply (again, ZP_REVIEW_RETURN, &reviewer, "历史不符", NULL));
    }
  if (zp_review_verify (again, NULL) != ZP_LOG_WHOLE)
    {
      assert_refused (again, ZP_REVIEW_SUBMIT, &preparer, "Duplicate it");
      zp_review_forget (again);
    }
  g_assert_true (zp_review_apply (again, ZP_REVIEW_SUBMIT, &preparer, NULL, NULL));
  g_assert_true (zp_review_apply (again, ZP_REVIEW_APPROVE, &reviewer, NULL, NULL));
  g_assert_cmpint (zp_review_verify (again, NULL), ==, ZP_LOG_WHOLE);
}

/* The hash is of what is said, not of how it is written. */
static void
test_content_hash (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden ("07-official-vehicle");
  g_autoptr (ZpForm) other = fixture_load_golden ("07-official-vehicle");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  zp_form_set_revision (form, 9);
  zp_form_set_id (form, "x");
  first = zp_form_dup_content_hash (form);
  second = zp_form_dup_content_hash (other);
  g_assert_cmpstr (first, ==, second);
  fixture_set (form, "unit", "别的单位");
  third = zp_form_dup_content_hash (form);
  g_assert_cmpstr (first, !=, third);
}

/* --- what was returned, and what is handed in now --- */

static void
test_returned (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden ("07-official-vehicle");
  g_autofree char *project = g_strdup (zp_form_get_field (form, "project_name"));
  g_autoptr (ZpForm) returned = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  const ZpFormChange *change;
  g_autoptr (GError) error = NULL;

  g_assert_null (zp_review_dup_returned (form, fixture_catalog (), NULL));
  g_assert_true (zp_review_apply (form, ZP_REVIEW_SUBMIT, &preparer, NULL, NULL));
  g_assert_true (zp_review_apply (form, ZP_REVIEW_RETURN, &reviewer, "补充佐证", NULL));
  fixture_set (form, "project_name", "公务用车购置");
  g_assert_true (zp_review_apply (form, ZP_REVIEW_SUBMIT, &preparer, NULL, NULL));
  returned = zp_review_dup_returned (form, fixture_catalog (), &error);
  g_assert_no_error (error);
  changes = zp_form_diff (returned, form);
  g_assert_cmpuint (changes->len, ==, 1);
  change = g_ptr_array_index (changes, 0);
  g_assert_cmpstr (change->address, ==, "project_name");
  g_assert_cmpstr (change->old_text, ==, project);
  g_assert_cmpstr (change->new_text, ==, "公务用车购置");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event-log/events", test_events);
  for (gsize i = 0; i < G_N_ELEMENTS (tamper_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/event-log/tamper/", tamper_cases[i].name, NULL);
      g_autofree char *way = g_strconcat ("/event-log/ways-out/", tamper_cases[i].name, NULL);

      g_test_add_data_func (path, &tamper_cases[i], test_tamper);
      g_test_add_data_func (way, &tamper_cases[i], test_ways_out);
    }
  g_test_add_func ("/event-log/content-hash", test_content_hash);
  g_test_add_func ("/event-log/returned", test_returned);
  return g_test_run ();
}
