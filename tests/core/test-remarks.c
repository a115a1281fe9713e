/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core-fixture.h"
#include "zp-error.h"
#include "zp-review.h"

/* Remarks that a reviewer pins to cells, and what the unit answers. */

#define GOOD "07-official-vehicle"

static const ZpActor preparer = { "张三", ZP_ACTOR_PREPARER, 1600000000 };
static const ZpActor reviewer = { "李四", ZP_ACTOR_REVIEWER, 1600086400 };

static void
act (ZpForm *form, ZpReviewAction action, const ZpActor *actor, const char *reason)
{
  g_autoptr (GError) error = NULL;
  gboolean done = zp_review_apply (form, action, actor, reason, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

static ZpForm *
load_submitted (void)
{
  ZpForm *form = fixture_load_golden (GOOD);

  act (form, ZP_REVIEW_SUBMIT, &preparer, NULL);
  return form;
}

static char *
remark (ZpForm *form, const char *address, const char *text)
{
  g_autoptr (GError) error = NULL;
  char *id = zp_review_add_remark (form, address, text, &reviewer, &error);

  g_assert_no_error (error);
  return id;
}

static ZpForm *
read_again (const ZpForm *form)
{
  g_autoptr (GBytes) bytes = zp_form_write (form);
  g_autoptr (GError) error = NULL;
  ZpForm *again = zp_form_read (bytes, fixture_catalog (), &error);

  g_assert_no_error (error);
  return again;
}

static void
test_remarks (void)
{
  g_autoptr (ZpForm) form = load_submitted ();
  g_autofree char *first
      = zp_review_add_remark (form, "indicators/r1/actual", "与验收单不符", &reviewer, NULL);
  g_autofree char *second
      = zp_review_add_remark (form, "project_name", "名称不全", &reviewer, NULL);
  g_autofree char *third = NULL;
  g_autoptr (ZpForm) again = NULL;
  g_autoptr (GPtrArray) remarks = NULL;
  const ZpRemark *remark;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (first, !=, second);
  g_assert_null (zp_review_add_remark (form, "project_name", " ", &reviewer, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_REFUSED);
  g_assert_true (zp_review_remove_remark (form, first, &reviewer, NULL));
  g_assert_false (zp_review_remove_remark (form, first, &reviewer, NULL));
  third = zp_review_add_remark (form, "unit", "单位名称有误", &reviewer, NULL);
  g_assert_cmpstr (third, !=, second);
  again = read_again (form);
  remarks = zp_review_list_remarks (again);
  g_assert_cmpuint (remarks->len, ==, 2);
  remark = g_ptr_array_index (remarks, 0);
  g_assert_cmpstr (remark->address, ==, "project_name");
  g_assert_cmpstr (remark->text, ==, "名称不全");
  g_assert_cmpstr (remark->who, ==, "李四");
}

/* --- answers --- */

static const char *
get_answer (const ZpForm *form, GPtrArray **remarks)
{
  *remarks = zp_review_list_remarks (form);
  g_assert_cmpuint ((*remarks)->len, >, 0);
  return ((ZpRemark *) g_ptr_array_index (*remarks, 0))->answer;
}

/* Only who fills the form answers, and only while it is returned. */
static void
test_who_answers (void)
{
  g_autoptr (ZpForm) form = load_submitted ();
  g_autofree char *id = remark (form, "unit", "名称不全");
  g_autoptr (GError) early = NULL;
  g_autoptr (GError) other = NULL;
  g_autoptr (GError) unknown = NULL;

  g_assert_false (zp_review_answer_remark (form, id, "已改", &preparer, &early));
  g_assert_error (early, ZP_ERROR, ZP_ERROR_READ_ONLY);
  act (form, ZP_REVIEW_RETURN, &reviewer, "见批注");
  g_assert_false (zp_review_answer_remark (form, id, "已改", &reviewer, &other));
  g_assert_error (other, ZP_ERROR, ZP_ERROR_REFUSED);
  g_assert_false (zp_review_answer_remark (form, "m9", "已改", &preparer, &unknown));
  g_assert_error (unknown, ZP_ERROR, ZP_ERROR_NOT_FOUND);
  g_assert_true (zp_review_answer_remark (form, id, " 已改为全称 ", &preparer, NULL));
}

/* It is there for the reviewer after the form travelled, and blank takes it back. */
static void
test_answer_travels (void)
{
  g_autoptr (ZpForm) form = load_submitted ();
  g_autofree char *id = remark (form, "unit", "名称不全");
  g_autoptr (ZpForm) again = NULL;
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GPtrArray) gone = NULL;
  const ZpRemark *first;

  act (form, ZP_REVIEW_RETURN, &reviewer, "见批注");
  g_assert_true (zp_review_answer_remark (form, id, " 已改为全称 ", &preparer, NULL));
  again = read_again (form);
  g_assert_cmpstr (get_answer (again, &there), ==, "已改为全称");
  first = g_ptr_array_index (there, 0);
  g_assert_cmpstr (first->answer_who, ==, "张三");
  g_assert_cmpstr (first->text, ==, "名称不全");
  g_assert_true (g_str_has_prefix (first->answer_time, "2020-09-13"));
  g_assert_true (zp_review_answer_remark (again, id, " ", &preparer, NULL));
  g_assert_cmpstr (get_answer (again, &gone), ==, "");
}

static guint
count_events (const ZpForm *form, const char *what, char **out_reason)
{
  g_autoptr (GPtrArray) events = zp_event_log_list (form);
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    {
      const ZpEvent *event = g_ptr_array_index (events, i);

      if (!g_str_equal (event->what, what))
        continue;
      n++;
      g_free (*out_reason);
      *out_reason = g_strdup (event->reason);
    }
  return n;
}

/* The history says it once, when the form is handed in again, and stays whole. */
static void
test_answer_in_history (void)
{
  g_autoptr (ZpForm) form = load_submitted ();
  g_autofree char *id = remark (form, "unit", "名称不全");
  g_autofree char *unanswered = remark (form, "project_name", "另见附件");
  g_autofree char *reason = NULL;
  g_autoptr (ZpForm) again = NULL;
  g_autoptr (GPtrArray) remarks = NULL;

  act (form, ZP_REVIEW_RETURN, &reviewer, "见批注");
  g_assert_true (zp_review_answer_remark (form, id, "已改", &preparer, NULL));
  g_assert_cmpuint (count_events (form, "answer", &reason), ==, 0);
  act (form, ZP_REVIEW_SUBMIT, &preparer, NULL);
  g_assert_cmpuint (count_events (form, "answer", &reason), ==, 1);
  g_assert_cmpstr (reason, ==, "名称不全 → 已改");
  /* A second round says only what is new. */
  act (form, ZP_REVIEW_RETURN, &reviewer, "再改");
  g_assert_true (zp_review_answer_remark (form, unanswered, "附件已补", &preparer, NULL));
  act (form, ZP_REVIEW_SUBMIT, &preparer, NULL);
  g_assert_cmpuint (count_events (form, "answer", &reason), ==, 2);
  g_assert_cmpstr (reason, ==, "另见附件 → 附件已补");
  again = read_again (form);
  g_assert_cmpint (zp_review_verify (again, NULL), ==, ZP_LOG_WHOLE);
  g_assert_cmpstr (get_answer (again, &remarks), ==, "已改");
}

/* What a newer version wrote beside text and answer is still there after an answer. */
static void
test_unknown_members (void)
{
  g_autoptr (ZpForm) form = load_submitted ();
  g_autofree char *id = remark (form, "unit", "名称不全");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GString) text = NULL;
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (GBytes) written = NULL;
  g_autoptr (ZpForm) again = NULL;
  g_autofree char *result = NULL;

  act (form, ZP_REVIEW_RETURN, &reviewer, "见批注");
  bytes = zp_form_write (form);
  text = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_assert_cmpuint (g_string_replace (text, "\"名称不全\"", "\"名称不全\", \"colour\": \"red\"", 1),
                    ==, 1);
  changed = g_bytes_new (text->str, text->len);
  again = zp_form_read (changed, fixture_catalog (), NULL);
  g_assert_nonnull (again);
  g_assert_true (zp_review_answer_remark (again, id, "已改", &preparer, NULL));
  written = zp_form_write (again);
  result = g_strndup (g_bytes_get_data (written, NULL), g_bytes_get_size (written));
  g_assert_nonnull (strstr (result, "\"colour\""));
  g_assert_nonnull (strstr (result, "已改"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/remarks/list", test_remarks);
  g_test_add_func ("/remarks/who-answers", test_who_answers);
  g_test_add_func ("/remarks/answer-travels", test_answer_travels);
  g_test_add_func ("/remarks/answer-in-history", test_answer_in_history);
  g_test_add_func ("/remarks/unknown-members", test_unknown_members);
  return g_test_run ();
}
