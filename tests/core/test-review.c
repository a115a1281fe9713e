/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core-fixture.h"
#include "zp-error.h"
#include "zp-review.h"

#define GOOD "07-official-vehicle"

static const ZpActor preparer = { "张三", ZP_ACTOR_PREPARER, 1600000000 };
static const ZpActor reviewer = { "李四", ZP_ACTOR_REVIEWER, 1600086400 };

static const ZpActor *
get_actor (ZpActorRole role)
{
  return role == ZP_ACTOR_REVIEWER ? &reviewer : &preparer;
}

static void
act (ZpForm *form, ZpReviewAction action, ZpActorRole role, const char *reason)
{
  g_autoptr (GError) error = NULL;
  gboolean done = zp_review_apply (form, action, get_actor (role), reason, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

static void
submit (ZpForm *form)
{
  act (form, ZP_REVIEW_SUBMIT, ZP_ACTOR_PREPARER, NULL);
}

static ZpForm *
load_submitted (void)
{
  ZpForm *form = fixture_load_golden (GOOD);

  submit (form);
  return form;
}

/* Brings a form from the golden file into a state. */
static ZpForm *
load_in (ZpFormState state)
{
  ZpForm *form = fixture_load_golden (GOOD);

  if (state != ZP_FORM_STATE_DRAFT)
    submit (form);
  if (state == ZP_FORM_STATE_RETURNED)
    act (form, ZP_REVIEW_RETURN, ZP_ACTOR_REVIEWER, "补充佐证");
  if (state == ZP_FORM_STATE_APPROVED)
    act (form, ZP_REVIEW_APPROVE, ZP_ACTOR_REVIEWER, NULL);
  g_assert_cmpint (zp_form_get_state (form), ==, state);
  return form;
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

/* --- transitions: every action in every state by every role --- */

typedef struct
{
  ZpReviewAction action;
  ZpFormState from;
  ZpActorRole role;
  ZpFormState to;
} Way;

static const Way ways[] = {
  { ZP_REVIEW_SUBMIT, ZP_FORM_STATE_DRAFT, ZP_ACTOR_PREPARER, ZP_FORM_STATE_SUBMITTED },
  { ZP_REVIEW_SUBMIT, ZP_FORM_STATE_RETURNED, ZP_ACTOR_PREPARER, ZP_FORM_STATE_SUBMITTED },
  { ZP_REVIEW_WITHDRAW, ZP_FORM_STATE_SUBMITTED, ZP_ACTOR_PREPARER, ZP_FORM_STATE_DRAFT },
  { ZP_REVIEW_RETURN, ZP_FORM_STATE_SUBMITTED, ZP_ACTOR_REVIEWER, ZP_FORM_STATE_RETURNED },
  { ZP_REVIEW_APPROVE, ZP_FORM_STATE_SUBMITTED, ZP_ACTOR_REVIEWER, ZP_FORM_STATE_APPROVED },
  { ZP_REVIEW_REOPEN, ZP_FORM_STATE_APPROVED, ZP_ACTOR_REVIEWER, ZP_FORM_STATE_SUBMITTED },
  { ZP_REVIEW_DELETE, ZP_FORM_STATE_DRAFT, ZP_ACTOR_PREPARER, ZP_FORM_STATE_DRAFT },
};

static const Way *
find_way (ZpReviewAction action, ZpFormState from, ZpActorRole role)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (ways[i].action == action && ways[i].from == from && ways[i].role == role)
      return &ways[i];
  return NULL;
}

static void
try_way (ZpReviewAction action, ZpFormState from, ZpActorRole role)
{
  const Way *way = find_way (action, from, role);
  g_autoptr (ZpForm) form = load_in (from);
  g_autoptr (GBytes) before = zp_form_write (form);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (zp_review_offers (form, action, role), ==, way != NULL);
  g_assert_cmpint (zp_review_check (form, action, role, "理由", &error), ==, way != NULL);
  g_clear_error (&error);
  if (action == ZP_REVIEW_DELETE)
    return;
  g_assert_cmpint (zp_review_apply (form, action, get_actor (role), "理由", &error), ==,
                   way != NULL);
  if (way != NULL)
    g_assert_cmpint (zp_form_get_state (form), ==, way->to);
  else
    {
      g_autoptr (GBytes) after = zp_form_write (form);

      g_assert_error (error, ZP_ERROR, ZP_ERROR_REFUSED);
      g_assert_true (g_bytes_equal (before, after));
    }
  g_assert_cmpint (zp_review_verify (form, NULL), ==, ZP_LOG_WHOLE);
}

static void
test_ways (gconstpointer data)
{
  ZpReviewAction action = GPOINTER_TO_INT (data);

  for (int state = ZP_FORM_STATE_DRAFT; state <= ZP_FORM_STATE_APPROVED; state++)
    for (int role = ZP_ACTOR_PREPARER; role <= ZP_ACTOR_REVIEWER; role++)
      try_way (action, state, role);
}

typedef struct
{
  const char *name;
  ZpReviewAction action;
  ZpFormState from;
  const char *reason;
  gboolean may;
} ReasonCase;

static const ReasonCase reason_cases[] = {
  { "return-none", ZP_REVIEW_RETURN, ZP_FORM_STATE_SUBMITTED, NULL, FALSE },
  { "return-empty", ZP_REVIEW_RETURN, ZP_FORM_STATE_SUBMITTED, "", FALSE },
  { "return-blank", ZP_REVIEW_RETURN, ZP_FORM_STATE_SUBMITTED, " \n", FALSE },
  { "return-reason", ZP_REVIEW_RETURN, ZP_FORM_STATE_SUBMITTED, "缺佐证", TRUE },
  { "reopen-none", ZP_REVIEW_REOPEN, ZP_FORM_STATE_APPROVED, NULL, FALSE },
  { "reopen-reason", ZP_REVIEW_REOPEN, ZP_FORM_STATE_APPROVED, "误批", TRUE },
  { "approve-none", ZP_REVIEW_APPROVE, ZP_FORM_STATE_SUBMITTED, NULL, TRUE },
};

static void
test_reason (gconstpointer data)
{
  const ReasonCase *c = data;
  g_autoptr (ZpForm) form = load_in (c->from);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (zp_review_apply (form, c->action, &reviewer, c->reason, &error), ==, c->may);
  if (c->may)
    g_assert_cmpstr (zp_review_get_reason (form), ==, c->reason != NULL ? c->reason : "");
  else
    g_assert_error (error, ZP_ERROR, ZP_ERROR_REFUSED);
}

/* --- handing in --- */

typedef struct
{
  const char *name;
  gboolean may;
} SubmitCase;

/* The published forms without an error, and two with one. */
static const SubmitCase submit_cases[] = {
  { "02-liangxian-hebing", TRUE },
  { "04-office-renovation-281", TRUE },
  { "07-official-vehicle", TRUE },
  { "12-expert-committee", TRUE },
  { "16-medical-capacity-subsidy-37", TRUE },
  { "10-lawyer-litigation", FALSE },
  { "14-insurance-special-surplus", FALSE },
};

static void
test_submit_golden (gconstpointer data)
{
  const SubmitCase *c = data;
  g_autoptr (ZpForm) form = fixture_load_golden (c->name);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (zp_review_apply (form, ZP_REVIEW_SUBMIT, &preparer, NULL, &error), ==, c->may);
  g_assert_cmpint (zp_form_get_state (form), ==,
                   c->may ? ZP_FORM_STATE_SUBMITTED : ZP_FORM_STATE_DRAFT);
  if (c->may)
    {
      g_autoptr (ZpForm) again = read_again (form);

      g_assert_cmpint (zp_review_verify (form, NULL), ==, ZP_LOG_WHOLE);
      g_assert_cmpint (zp_review_verify (again, NULL), ==, ZP_LOG_WHOLE);
    }
  else
    g_assert_error (error, ZP_ERROR, ZP_ERROR_REFUSED);
}

/* An error made in a good form blocks it, and mending it frees it. */
static void
test_submit_mended (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden (GOOD);
  g_autofree char *project = g_strdup (zp_form_get_field (form, "project_name"));
  g_autoptr (GError) error = NULL;

  fixture_set (form, "project_name", "");
  g_assert_false (zp_review_apply (form, ZP_REVIEW_SUBMIT, &preparer, NULL, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "1 error"));
  fixture_set (form, "project_name", project);
  submit (form);
}

/* --- read only --- */

static gboolean
try_set (ZpForm *form, GError **error)
{
  return zp_form_set (form, "project_name", "别的项目", NULL, error);
}

static gboolean
try_same (ZpForm *form, GError **error)
{
  return zp_form_set (form, "indicators/r1/actual", "9", NULL, error);
}

static gboolean
try_reset (ZpForm *form, GError **error)
{
  return zp_form_reset_score (form, "indicators/r1/score", error);
}

static gboolean
try_add (ZpForm *form, GError **error)
{
  g_autofree char *id = zp_form_add_row (form, "indicators", NULL, error);

  return id != NULL;
}

static gboolean
try_duplicate (ZpForm *form, GError **error)
{
  g_autofree char *id = zp_form_duplicate_row (form, "indicators", "r1", error);

  return id != NULL;
}

static gboolean
try_remove (ZpForm *form, GError **error)
{
  return zp_form_remove_row (form, "indicators", "r1", error);
}

static gboolean
try_move (ZpForm *form, GError **error)
{
  return zp_form_move_row (form, "indicators", "r1", 1, error);
}

static gboolean
try_level (ZpForm *form, GError **error)
{
  return zp_form_set_level (form, "indicators", "r1", "level1", "产出", error);
}

static gboolean
try_extra (ZpForm *form, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string ("[]", NULL);

  return zp_form_set_extra (form, "evidence", node, error);
}

typedef struct
{
  const char *name;
  gboolean (*try) (ZpForm *form, GError **error);
} ChangeCase;

static const ChangeCase change_cases[] = {
  { "set", try_set },     { "set-cell", try_same },       { "reset-score", try_reset },
  { "add-row", try_add }, { "duplicate", try_duplicate }, { "remove", try_remove },
  { "move", try_move },   { "level", try_level },         { "extra", try_extra },
};

static void
test_read_only (gconstpointer data)
{
  const ChangeCase *c = data;

  for (int state = ZP_FORM_STATE_DRAFT; state <= ZP_FORM_STATE_APPROVED; state++)
    {
      gboolean may = state == ZP_FORM_STATE_DRAFT || state == ZP_FORM_STATE_RETURNED;
      g_autoptr (ZpForm) form = load_in (state);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (c->try (form, &error), ==, may);
      if (!may)
        g_assert_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY);
    }
}

static void
test_read_only_undo (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden (GOOD);
  ZpProfile *other = zp_catalog_find_profile (fixture_catalog (), "mof-2020", NULL);
  ZpProfile *own = zp_form_get_profile (form);

  fixture_set (form, "project_name", "别的项目");
  g_assert_true (zp_form_can_undo (form));
  submit (form);
  g_assert_false (zp_form_undo (form, NULL, NULL));
  zp_form_set_profile (form, other);
  g_assert_true (zp_form_get_profile (form) == own);
  g_assert_cmpstr (zp_form_get_field (form, "project_name"), ==, "别的项目");
}

/* --- withdrawing --- */

static void
test_withdraw_begun (void)
{
  g_autoptr (ZpForm) form = load_submitted ();
  g_autoptr (GError) error = NULL;

  g_assert_true (zp_review_begin (form, &reviewer, NULL));
  g_assert_false (zp_review_offers (form, ZP_REVIEW_WITHDRAW, ZP_ACTOR_PREPARER));
  g_assert_false (zp_review_apply (form, ZP_REVIEW_WITHDRAW, &preparer, NULL, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_REFUSED);
}

/* What was returned once cannot become a draft, which could be deleted. */
static void
test_withdraw_later_round (void)
{
  g_autoptr (ZpForm) form = load_in (ZP_FORM_STATE_RETURNED);

  submit (form);
  g_assert_cmpuint (zp_review_get_round (form), ==, 2);
  g_assert_false (zp_review_has_begun (form));
  act (form, ZP_REVIEW_WITHDRAW, ZP_ACTOR_PREPARER, NULL);
  g_assert_cmpint (zp_form_get_state (form), ==, ZP_FORM_STATE_RETURNED);
  g_assert_false (zp_review_offers (form, ZP_REVIEW_DELETE, ZP_ACTOR_PREPARER));
}

static void
test_reopened_stays (void)
{
  g_autoptr (ZpForm) form = load_in (ZP_FORM_STATE_APPROVED);

  act (form, ZP_REVIEW_REOPEN, ZP_ACTOR_REVIEWER, "误批");
  g_assert_false (zp_review_offers (form, ZP_REVIEW_WITHDRAW, ZP_ACTOR_PREPARER));
}

/* --- frozen rules --- */

static char *
dup_total (const ZpForm *form)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);

  return zp_decimal_to_string (card->total);
}

/* A form with a profile of the office's own. */
static ZpForm *
load_with_own_profile (ZpCatalog *catalog, const char *patches)
{
  g_autofree char *all = g_strconcat ("id=\"own-1\"\n", patches, NULL);
  g_autoptr (ZpProfile) profile = fixture_profile (all);
  ZpForm *form = fixture_load ("{ \"format\": \"ziping-form\", \"version\": 1, \"id\": \"f1\","
                               " \"template\": \"mof-2020\", \"profile\": \"mof-2020\" }");
  g_autoptr (GError) error = NULL;

  g_assert_true (zp_catalog_add_profile (catalog, profile->json, &error));
  g_assert_no_error (error);
  zp_form_set_profile (form, profile);
  return form;
}

/* The bytes of a form in @state whose own profile is frozen in it. */
static GBytes *
make_frozen (const char *state)
{
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpForm) form = load_with_own_profile (catalog, "version=\"1\"\n");
  g_autoptr (JsonNode) rules = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonNode) review = NULL;
  g_autofree char *text = g_strdup_printf ("{ \"state\": \"%s\", \"round\": \"1\" }", state);
  gsize size;
  const char *data = g_bytes_get_data (zp_form_get_profile (form)->json, &size);
  g_autofree char *profile = g_strndup (data, size);

  json_node_take_object (rules, json_object_new ());
  json_object_set_string_member (json_node_get_object (rules), "profile", profile);
  review = json_from_string (text, NULL);
  g_assert_true (zp_form_set_extra (form, ZP_EXTRA_RULES, rules, NULL));
  g_assert_true (zp_form_set_extra (form, ZP_EXTRA_REVIEW, review, NULL));
  return zp_form_write (form);
}

typedef struct
{
  const char *name;
  const char *state;
  gboolean installed;  /* the catalog has another version of the profile */
  const char *version; /* of the profile that counts */
} RulesCase;

static const RulesCase rules_cases[] = {
  { "draft-none", "draft", FALSE, "1" },         { "draft-other", "draft", TRUE, "2" },
  { "returned-none", "returned", FALSE, "1" },   { "returned-other", "returned", TRUE, "2" },
  { "submitted-none", "submitted", FALSE, "1" }, { "submitted-other", "submitted", TRUE, "1" },
  { "approved-none", "approved", FALSE, "1" },   { "approved-other", "approved", TRUE, "1" },
};

static void
test_rules (gconstpointer data)
{
  const RulesCase *c = data;
  g_autoptr (GBytes) bytes = make_frozen (c->state);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpProfile) other = fixture_profile ("id=\"own-1\"\nversion=\"2\"");
  g_autoptr (ZpForm) form = NULL;
  g_autoptr (GError) error = NULL;

  if (c->installed)
    g_assert_true (zp_catalog_add_profile (catalog, other->json, NULL));
  form = zp_form_read (bytes, catalog, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (zp_form_get_profile (form)->version, ==, c->version);
}

/* Years later, with other rules under the same name, the scores are the same. */
static void
test_rules_recompute (void)
{
  g_autoptr (ZpForm) form = fixture_load_golden (GOOD);
  ZpProfile *base = zp_form_get_profile (form);
  g_autofree char *text
      = g_strndup (g_bytes_get_data (base->json, NULL), g_bytes_get_size (base->json));
  g_autofree char *first = fixture_patch (text, "id=\"own-1\"");
  g_autofree char *later = fixture_patch (text, "id=\"own-1\"\nweights.execution=\"20\"");
  g_autoptr (GBytes) first_bytes = g_bytes_new (first, strlen (first));
  g_autoptr (GBytes) later_bytes = g_bytes_new (later, strlen (later));
  g_autoptr (ZpProfile) profile = zp_profile_new_from_json (first_bytes, NULL);
  g_autoptr (ZpCatalog) catalog = zp_catalog_new ();
  g_autoptr (ZpForm) again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *later_total = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (zp_catalog_add_profile (catalog, later_bytes, &error));
  g_assert_no_error (error);
  zp_form_set_profile (form, zp_catalog_find_profile (catalog, "own-1", NULL));
  later_total = dup_total (form);
  zp_form_set_profile (form, profile);
  submit (form);
  before = dup_total (form);
  g_assert_cmpstr (before, !=, later_total);
  bytes = zp_form_write (form);
  again = zp_form_read (bytes, catalog, &error);
  g_assert_no_error (error);
  after = dup_total (again);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (zp_form_get_profile (again)->id, ==, "own-1");
  g_assert_cmpint (zp_review_verify (again, NULL), ==, ZP_LOG_WHOLE);
}

typedef struct
{
  const char *name;
  const char *patch;
  const char *place;
} BadCase;

static const BadCase bad_cases[] = {
  { "state", "review.state=\"gone\"", "review: state" },
  { "review-list", "review=[]", "review" },
  { "profile-text", "rules.profile=\"{\"", "rules.profile" },
  { "template-text", "rules.template=\"[]\"", "rules.template" },
  { "no-text", "rules.profile={}", "rules.profile" },
};

static void
test_bad_file (gconstpointer data)
{
  const BadCase *c = data;
  g_autoptr (ZpForm) form = load_submitted ();
  g_autoptr (GBytes) bytes = zp_form_write (form);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *patched = fixture_patch (text, c->patch);
  g_autoptr (GBytes) bad = g_bytes_new (patched, strlen (patched));
  g_autoptr (ZpForm) read = NULL;
  g_autoptr (GError) error = NULL;

  read = zp_form_read (bad, fixture_catalog (), &error);
  g_assert_null (read);
  g_assert_nonnull (error);
  if (strstr (error->message, c->place) == NULL)
    g_error ("“%s” is not in “%s”", c->place, error->message);
}

/* --- scores --- */

#define SMALL                                                                                                                    \
  "{ \"format\": \"ziping-form\", \"version\": 1, \"id\": \"f1\", \"template\": \"mof-2020\","                                   \
  " \"profile\": \"%s\", \"review\": { \"state\": \"submitted\", \"round\": \"1\" }, \"tables\": { \"indicators\": ["            \
  " { \"id\": \"a\", \"level1\": \"产出指标\", \"level2\": \"数量指标\", \"level3\": \"甲\", \"target\": \"≥10台\"," \
  " \"actual\": \"%s\", \"weight\": \"12.5\" } ] } }"

static ZpForm *
load_small (const char *profile, const char *actual)
{
  g_autofree char *json = g_strdup_printf (SMALL, profile, actual);
  ZpForm *form = fixture_load (json);

  zp_event_log_append (form, &preparer, "submit", NULL);
  return form;
}

typedef struct
{
  const char *name;
  const char *profile;
  const char *actual; /* of ≥10, for 12.5 points */
  gint64 share;
  const char *score;
} DeductCase;

static const DeductCase deduct_cases[] = {
  { "full-30", "mof-2020", "10台", 30, "8.75" },
  { "full-60", "mof-2020", "10台", 60, "5" },
  { "full-100", "mof-2020", "10台", 100, "0" },
  { "full-0", "mof-2020", "10台", 0, "12.5" },
  { "half-30-self-less", "mof-2020", "5台", 30, "6.25" },
  { "half-60", "mof-2020", "5台", 60, "5" },
  { "rounded", "mof-2020", "10台", 33, "8.38" },
  { "integer-profile", "urumqi-2020", "10台", 30, "9" },
};

static void
test_deduct (gconstpointer data)
{
  const DeductCase *c = data;
  g_autoptr (ZpForm) form = load_small (c->profile, c->actual);
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (ZpReviewRow) row = NULL;
  g_autoptr (ZpForm) again = NULL;
  g_autofree char *score = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (zp_review_deduct (form, "indicators/a", "无资料证明", ZP_DECIMAL_INT (c->share),
                                   "缺验收单", &reviewer, &error));
  g_assert_no_error (error);
  again = read_again (form);
  row = zp_review_get_row (again, card, "indicators/a");
  g_assert_true (row->has_score);
  g_assert_false (row->typed);
  score = zp_decimal_to_string (row->score);
  g_assert_cmpstr (score, ==, c->score);
  g_assert_cmpstr (row->cause, ==, "无资料证明");
  g_assert_cmpstr (row->reason, ==, "缺验收单");
  g_assert_cmpstr (row->who, ==, "李四");
  g_assert_cmpstr (row->time, ==, "2020-09-14T12:26:40Z");
  g_assert_true (zp_review_has_begun (again));
}

typedef struct
{
  const char *name;
  gint64 score; /* the self score is 6.25 of 12.5 */
  const char *reason;
  int code; /* -1: taken */
} ScoreCase;

static const ScoreCase score_cases[] = {
  { "lower", 4, NULL, -1 },
  { "higher-reason", 10, "另有验收单", -1 },
  { "higher-none", 10, NULL, -1 },
  { "above-weight", 13, "理由", ZP_ERROR_FORMAT },
  { "negative", -1, "理由", ZP_ERROR_FORMAT },
};

static void
test_set_score (gconstpointer data)
{
  const ScoreCase *c = data;
  g_autoptr (ZpForm) form = load_small ("mof-2020", "5台");
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (ZpReviewRow) row = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (zp_review_set_score (form, "indicators/a", ZP_DECIMAL_INT (c->score), c->reason,
                                        &reviewer, &error),
                   ==, c->code < 0);
  row = zp_review_get_row (form, card, "indicators/a");
  if (c->code >= 0)
    {
      g_assert_error (error, ZP_ERROR, c->code);
      g_assert_null (row);
      g_assert_false (zp_review_has_begun (form));
      return;
    }
  g_assert_true (row->typed);
  g_assert_true (zp_decimal_equal (row->score, ZP_DECIMAL_INT (c->score)));
}

static void
test_who_reviews (void)
{
  g_autoptr (ZpForm) submitted = load_small ("mof-2020", "5台");
  g_autoptr (ZpForm) draft = fixture_load_golden (GOOD);
  g_autoptr (GError) error = NULL;

  g_assert_false (zp_review_set_actual (submitted, "indicators/a", "4台", &preparer, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (zp_review_set_actual (draft, "indicators/r1", "4台", &reviewer, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (zp_review_set_actual (submitted, "indicators/nowhere", "4台", &reviewer, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND);
}

/* Another score without a reason can be typed, but the form not approved. */
static void
test_approve_needs_reasons (gconstpointer data)
{
  ZpDecimal score = ZP_DECIMAL_INT (GPOINTER_TO_INT (data));
  g_autoptr (ZpForm) form = load_small ("mof-2020", "5台");
  g_autoptr (GPtrArray) obstacles = NULL;
  const ZpFinding *obstacle;
  g_autoptr (GError) error = NULL;

  g_assert_true (zp_review_set_score (form, "indicators/a", score, NULL, &reviewer, NULL));
  g_assert_false (zp_review_apply (form, ZP_REVIEW_APPROVE, &reviewer, NULL, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_REFUSED);
  obstacles = zp_review_list_obstacles (form, ZP_REVIEW_APPROVE);
  g_assert_cmpuint (obstacles->len, ==, 1);
  obstacle = g_ptr_array_index (obstacles, 0);
  g_assert_cmpstr (obstacle->address, ==, "review/indicators/a/reason");
  g_assert_true (zp_review_set_reason (form, "indicators/a", "另见验收单", &reviewer, NULL));
  act (form, ZP_REVIEW_APPROVE, ZP_ACTOR_REVIEWER, NULL);
}

static void
test_reason_alone (void)
{
  g_autoptr (ZpForm) form = load_small ("mof-2020", "5台");
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (ZpReviewRow) row = NULL;

  g_assert_true (zp_review_deduct (form, "indicators/a", "不可考查", ZP_DECIMAL_INT (60),
                                   "无法核实", &reviewer, NULL));
  g_assert_true (zp_review_set_reason (form, "indicators/a", "无从核实", &reviewer, NULL));
  row = zp_review_get_row (form, card, "indicators/a");
  g_assert_cmpstr (row->reason, ==, "无从核实");
  g_assert_cmpstr (row->cause, ==, "不可考查");
  g_assert_true (row->has_share);
  g_assert_true (zp_review_clear_score (form, "indicators/a", &reviewer, NULL));
  g_clear_pointer (&row, zp_review_row_free);
  row = zp_review_get_row (form, card, "indicators/a");
  g_assert_false (row->has_score);
  g_assert_cmpstr (row->cause, ==, "");
  g_assert_cmpstr (row->reason, ==, "无从核实");
  g_assert_true (zp_review_set_reason (form, "indicators/a", "", &reviewer, NULL));
  g_assert_null (zp_review_get_row (form, card, "indicators/a"));
}

static void
test_restore_work (void)
{
  g_autoptr (ZpForm) form = load_small ("mof-2020", "5台");
  g_autoptr (JsonNode) empty = zp_review_dup_work (form);
  g_autoptr (JsonNode) work = NULL;
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (ZpReviewRow) row = NULL;
  g_autoptr (GPtrArray) remarks = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (
      zp_review_set_score (form, "indicators/a", ZP_DECIMAL_INT (4), "实", &reviewer, NULL));
  id = zp_review_add_remark (form, "unit", "名称有误", &reviewer, NULL);
  work = zp_review_dup_work (form);
  g_assert_true (zp_review_restore_work (form, empty, &reviewer, NULL));
  g_assert_null (zp_review_get_row (form, card, "indicators/a"));
  g_assert_true (zp_review_restore_work (form, work, &reviewer, NULL));
  row = zp_review_get_row (form, card, "indicators/a");
  g_assert_cmpstr (row->reason, ==, "实");
  remarks = zp_review_list_remarks (form);
  g_assert_cmpuint (remarks->len, ==, 1);
  g_assert_false (zp_review_restore_work (form, empty, &preparer, &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_REFUSED);
}

/* --- versions --- */

static void
test_versions (void)
{
  g_autoptr (ZpForm) form = load_in (ZP_FORM_STATE_RETURNED);
  g_autoptr (ZpForm) again = NULL;
  g_autoptr (ZpForm) first = NULL;
  g_autoptr (ZpForm) second = NULL;
  g_autoptr (ZpForm) returned = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autofree char *name = g_strdup (zp_form_get_field (form, "project_name"));
  g_autoptr (GError) error = NULL;

  g_assert_true (zp_review_was_returned (form));
  fixture_set (form, "project_name", "改过的名称");
  submit (form);
  again = read_again (form);
  versions = zp_review_list_versions (again);
  g_assert_cmpuint (versions->len, ==, 2);
  g_assert_true (((ZpReviewVersion *) g_ptr_array_index (versions, 0))->returned);
  g_assert_false (((ZpReviewVersion *) g_ptr_array_index (versions, 1))->returned);
  first = zp_review_dup_version (again, 1, fixture_catalog (), &error);
  g_assert_no_error (error);
  second = zp_review_dup_version (again, 2, fixture_catalog (), &error);
  g_assert_no_error (error);
  returned = zp_review_dup_returned (again, fixture_catalog (), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (zp_form_get_field (first, "project_name"), ==, name);
  g_assert_cmpstr (zp_form_get_field (returned, "project_name"), ==, name);
  g_assert_cmpstr (zp_form_get_field (second, "project_name"), ==, "改过的名称");
  g_assert_null (zp_review_dup_version (again, 3, fixture_catalog (), &error));
  g_assert_error (error, ZP_ERROR, ZP_ERROR_NOT_FOUND);
}

static void
test_total (void)
{
  g_autoptr (ZpForm) form = load_submitted ();
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  const ZpScoreLine *line = &g_array_index (card->lines, ZpScoreLine, 0);
  g_autofree char *address = g_strdup_printf ("indicators/%s", line->row_id);
  ZpDecimal total, expected;

  g_assert_false (zp_review_get_total (form, card, &total));
  g_assert_true (
      zp_review_deduct (form, address, "", ZP_DECIMAL_INT (100), "无资料", &reviewer, NULL));
  g_assert_true (zp_review_get_total (form, card, &total));
  g_assert_true (zp_decimal_sub (card->total, line->score.score, &expected));
  g_assert_cmpint (total.micro, ==, expected.micro);
  g_assert_true (zp_review_deduct (form, ZP_REVIEW_EXECUTION, "", ZP_DECIMAL_INT (100), "未执行",
                                   &reviewer, NULL));
  g_assert_true (zp_review_get_total (form, card, &total));
  g_assert_true (zp_decimal_sub (expected, card->execution.score, &expected));
  g_assert_cmpint (total.micro, ==, expected.micro);
  g_assert_true (zp_review_clear_row (form, address, &reviewer, NULL));
  g_assert_true (zp_review_clear_row (form, ZP_REVIEW_EXECUTION, &reviewer, NULL));
  g_assert_false (zp_review_get_total (form, card, &total));
}

typedef struct
{
  const char *name;
  gint64 self_micro;
  gint64 review_micro;
  const char *deviation;
  const char *degree;
} CompareCase;

static const CompareCase compare_cases[] = {
  { "less", 100000000, 86500000, "-13.5", "13.5%" },
  { "same", 90000000, 90000000, "0", "0%" },
  { "more", 80000000, 90000000, "10", "-12.5%" },
  { "zero", 0, 5000000, "5", "—" },
  { "both-zero", 0, 0, "0", "—" },
  { "rounded", 90000000, 60000000, "-30", "33.33%" },
};

static void
test_compare (gconstpointer data)
{
  const CompareCase *c = data;
  ZpReviewDeviation deviation;
  g_autofree char *difference = NULL;
  g_autofree char *degree = NULL;

  g_assert_true (zp_review_compare (ZP_DECIMAL_MICRO (c->self_micro),
                                    ZP_DECIMAL_MICRO (c->review_micro), &deviation));
  difference = zp_decimal_to_string (deviation.deviation);
  degree = zp_review_degree_to_string (&deviation);
  g_assert_cmpstr (difference, ==, c->deviation);
  g_assert_cmpstr (degree, ==, c->degree);
}

/* A snapshot for the store does not change with the form. */
static void
test_copy (void)
{
  g_autoptr (ZpForm) form = load_submitted ();
  g_autoptr (ZpForm) copy = zp_form_copy (form);
  g_autoptr (GBytes) before = zp_form_write (copy);
  g_autoptr (GBytes) after = NULL;
  g_autofree char *id = zp_review_add_remark (form, "unit", "单位名称有误", &reviewer, NULL);

  after = zp_form_write (copy);
  g_assert_nonnull (id);
  g_assert_true (g_bytes_equal (before, after));
  zp_review_forget (copy);
  g_assert_cmpint (zp_form_get_state (copy), ==, ZP_FORM_STATE_DRAFT);
  g_assert_cmpint (zp_form_get_state (form), ==, ZP_FORM_STATE_SUBMITTED);
  g_assert_cmpint (zp_review_verify (copy, NULL), ==, ZP_LOG_WHOLE);
}

#define add_cases(prefix, cases, function)                                                         \
  G_STMT_START                                                                                     \
  {                                                                                                \
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)                                               \
      {                                                                                            \
        g_autofree char *path = g_strconcat (prefix, (cases)[i].name, NULL);                       \
                                                                                                   \
        g_test_add_data_func (path, &(cases)[i], function);                                        \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (int action = 0; action < ZP_N_REVIEW_ACTIONS; action++)
    {
      g_autofree char *path
          = g_strconcat ("/review/ways/", zp_review_action_to_string (action), NULL);

      g_test_add_data_func (path, GINT_TO_POINTER (action), test_ways);
    }
  add_cases ("/review/reason/", reason_cases, test_reason);
  add_cases ("/review/submit/", submit_cases, test_submit_golden);
  g_test_add_func ("/review/submit-mended", test_submit_mended);
  add_cases ("/review/read-only/", change_cases, test_read_only);
  g_test_add_func ("/review/read-only/undo", test_read_only_undo);
  g_test_add_func ("/review/withdraw/begun", test_withdraw_begun);
  g_test_add_func ("/review/withdraw/later-round", test_withdraw_later_round);
  g_test_add_func ("/review/withdraw/reopened", test_reopened_stays);
  add_cases ("/review/rules/", rules_cases, test_rules);
  g_test_add_func ("/review/rules/recompute", test_rules_recompute);
  add_cases ("/review/bad-file/", bad_cases, test_bad_file);
  add_cases ("/review/deduct/", deduct_cases, test_deduct);
  add_cases ("/review/set-score/", score_cases, test_set_score);
  g_test_add_func ("/review/who", test_who_reviews);
  g_test_add_data_func ("/review/approve-needs-reasons/lower", GINT_TO_POINTER (4),
                        test_approve_needs_reasons);
  g_test_add_data_func ("/review/approve-needs-reasons/higher", GINT_TO_POINTER (10),
                        test_approve_needs_reasons);
  g_test_add_func ("/review/reason-alone", test_reason_alone);
  g_test_add_func ("/review/restore-work", test_restore_work);
  g_test_add_func ("/review/versions", test_versions);
  g_test_add_func ("/review/total", test_total);
  add_cases ("/review/compare/", compare_cases, test_compare);
  g_test_add_func ("/review/copy", test_copy);
  return g_test_run ();
}
