/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "zp-cli-json.h"
#include "zp-cli.h"
#include "zp-error.h"
#include "zp-form-record.h"
#include "zp-review.h"
#include "zp-wording.h"

/* Handing in, returning and approving forms of the library, one by one: what is wrong with one form
 * does not keep the others. */

#define SETTINGS_SCHEMA "io.github.ziping.Ziping"

typedef struct
{
  ZpCli *cli;
  ZpStore *store;
  ZpReviewAction action;
  ZpActor actor;
  gint64 revision; /* of the form that is dealt with */
} Review;

/* Whom the history names: --as, else the name in the preferences, else that of the login. */
static char *
dup_who (ZpCli *cli)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema
      = source != NULL ? g_settings_schema_source_lookup (source, SETTINGS_SCHEMA, TRUE) : NULL;
  g_autofree char *name = NULL;

  if (cli->as != NULL)
    return g_strdup (cli->as);
  if (schema != NULL && g_settings_schema_has_key (schema, "user-name"))
    {
      g_autoptr (GSettings) settings = g_settings_new_full (schema, NULL, NULL);

      name = g_settings_get_string (settings, "user-name");
    }
  if (name != NULL && *name != '\0')
    return g_steal_pointer (&name);
  return g_filename_display_name (g_get_user_name ());
}

static gboolean
save (Review *review, ZpForm *form, GError **error)
{
  g_autoptr (ZpScorecard) card = zp_score_form (form);
  g_autoptr (GPtrArray) findings = zp_check_form (form, card);
  g_autoptr (ZpStoreRecord) record = zp_form_to_record (form, card, findings);

  record->revision = review->revision;
  return zp_store_save (review->store, record, error);
}

static ZpForm *
load (Review *review, const char *id, GError **error)
{
  g_autoptr (ZpStoreRecord) record = NULL;
  ZpForm *form;

  if (review->store == NULL)
    {
      zp_cli_set_absent_error (review->cli, error);
      return NULL;
    }
  record = zp_store_load (review->store, id, error);
  if (record == NULL)
    return NULL;
  if (record->deleted != 0)
    {
      g_set_error (error, ZP_ERROR, ZP_ERROR_REFUSED,
                   _ ("the form is in the recycle bin; restore it first"));
      return NULL;
    }
  review->revision = record->revision;
  form = zp_form_from_record (record, review->cli->catalog, error);
  if (form != NULL)
    zp_form_set_revision (form, record->revision);
  return form;
}

/* --- what came of it --- */

static void
print_errors (const ZpForm *form, GPtrArray *errors)
{
  for (guint i = 0; i < errors->len; i++)
    {
      const ZpFinding *finding = g_ptr_array_index (errors, i);
      g_autofree char *place = finding->address != NULL && finding->row == 0
                                   ? zp_word_address (form, finding->address)
                                   : NULL;

      zp_cli_printf ("    %s  %s%s%s\n", finding->check, place != NULL ? place : "",
                     place != NULL ? ": " : "", finding->message);
    }
}

static void
print_done (ZpReviewAction action, const char *id)
{
  static const char *const words[ZP_N_REVIEW_ACTIONS] = {
    [ZP_REVIEW_SUBMIT] = N_ ("submitted"), [ZP_REVIEW_WITHDRAW] = N_ ("withdrawn"),
    [ZP_REVIEW_RETURN] = N_ ("returned"),  [ZP_REVIEW_APPROVE] = N_ ("approved"),
    [ZP_REVIEW_REOPEN] = N_ ("reopened"),
  };

  zp_cli_printf ("%s: %s\n", id, _ (words[action]));
}

static void
tell_json (Review *review,
           const char *id,
           const ZpForm *form,
           gboolean done,
           const GError *error,
           GPtrArray *errors)
{
  JsonBuilder *builder = review->cli->builder;

  json_builder_begin_object (builder);
  zp_json_add_text (builder, "id", id);
  zp_json_add_text (builder, "result", done ? "done" : "refused");
  zp_json_add_optional (builder, "state",
                        form != NULL
                                && (done || g_error_matches (error, ZP_ERROR, ZP_ERROR_REFUSED))
                            ? zp_form_state_to_string (zp_form_get_state (form))
                            : NULL);
  zp_json_add_optional (builder, "message", error != NULL ? error->message : NULL);
  zp_json_begin_array (builder, "findings");
  for (guint i = 0; errors != NULL && i < errors->len; i++)
    zp_json_add_finding (builder, g_ptr_array_index (errors, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
tell (Review *review, const char *id, const ZpForm *form, gboolean done, const GError *error)
{
  gboolean refused = error != NULL && g_error_matches (error, ZP_ERROR, ZP_ERROR_REFUSED);
  gboolean lists = review->action == ZP_REVIEW_SUBMIT || review->action == ZP_REVIEW_APPROVE;
  g_autoptr (GPtrArray) errors
      = refused && form != NULL && lists
                && zp_review_offers (form, review->action, review->actor.role)
            ? zp_review_list_obstacles (form, review->action)
            : NULL;

  if (error != NULL)
    zp_cli_fail (review->cli, refused ? ZP_CLI_FINDINGS : ZP_CLI_FAILED, id, error);
  if (review->cli->json)
    tell_json (review, id, form, done, error, errors);
  else if (done)
    print_done (review->action, id);
  else if (errors != NULL)
    print_errors (form, errors);
}

static void
review_form (Review *review, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZpForm) form = load (review, id, &error);
  gboolean done
      = form != NULL
        && zp_review_apply (form, review->action, &review->actor, review->cli->reason, &error)
        && save (review, form, &error);

  tell (review, id, form, done, error);
}

static void
review_forms (ZpCli *cli, ZpReviewAction action, ZpActorRole role)
{
  g_autofree char *who = dup_who (cli);
  g_autoptr (ZpStore) store = NULL;
  Review review = { cli, NULL, action, { who, role, g_get_real_time () / G_USEC_PER_SEC }, 0 };

  if (!zp_cli_open_store (cli, FALSE, &store))
    return;
  review.store = store;
  for (guint i = 0; i < cli->names->len; i++)
    review_form (&review, g_ptr_array_index (cli->names, i));
}

/** zp_cli_submit: hands forms in. */
void
zp_cli_submit (ZpCli *cli)
{
  review_forms (cli, ZP_REVIEW_SUBMIT, ZP_ACTOR_PREPARER);
}

/** zp_cli_withdraw: takes forms back before their review begins. */
void
zp_cli_withdraw (ZpCli *cli)
{
  review_forms (cli, ZP_REVIEW_WITHDRAW, ZP_ACTOR_PREPARER);
}

/** zp_cli_return: gives forms back, with a reason. */
void
zp_cli_return (ZpCli *cli)
{
  if (cli->reason == NULL || *cli->reason == '\0')
    zp_cli_wrong (cli, _ ("--reason: is missing; write why the forms are returned"));
  else
    review_forms (cli, ZP_REVIEW_RETURN, ZP_ACTOR_REVIEWER);
}

/** zp_cli_reopen: takes approvals back, with a reason. */
void
zp_cli_reopen (ZpCli *cli)
{
  if (cli->reason == NULL || *cli->reason == '\0')
    zp_cli_wrong (cli, _ ("--reason: is missing; write why the forms are reopened"));
  else
    review_forms (cli, ZP_REVIEW_REOPEN, ZP_ACTOR_REVIEWER);
}

/** zp_cli_approve: ends the review of forms. */
void
zp_cli_approve (ZpCli *cli)
{
  review_forms (cli, ZP_REVIEW_APPROVE, ZP_ACTOR_REVIEWER);
}
