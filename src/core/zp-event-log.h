/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form.h"

G_BEGIN_DECLS

/**
 * ZpActorRole:
 * @ZP_ACTOR_PREPARER: fills forms (填报人)
 * @ZP_ACTOR_REVIEWER: reviews them (审核人)
 */
typedef enum
{
  ZP_ACTOR_PREPARER,
  ZP_ACTOR_REVIEWER,
} ZpActorRole;

/**
 * ZpActor:
 * @name: who; may be ""
 * @role: as what
 * @time: when, Unix time in seconds
 *
 * Who does something, and when: the core has no clock.
 */
typedef struct
{
  const char *name;
  ZpActorRole role;
  gint64 time;
} ZpActor;

/**
 * ZpEvent:
 * @time: when, as “2026-01-31T08:15:00Z”
 * @who: who
 * @role: “preparer” or “reviewer”
 * @what: what happened: “submit”, “return” …
 * @reason: why, or ""
 * @revision: of the form
 * @content: SHA-256 of what the form said then, in hexadecimal digits
 * @previous: hash of the event before, "" for the first
 * @hash: SHA-256 of all that
 *
 * One line of the history of a form.
 */
typedef struct
{
  char *time;
  char *who;
  char *role;
  char *what;
  char *reason;
  char *revision;
  char *content;
  char *previous;
  char *hash;
} ZpEvent;

void zp_event_free (ZpEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpEvent, zp_event_free)

/**
 * ZpLogFault:
 * @ZP_LOG_WHOLE: nothing
 * @ZP_LOG_MALFORMED: an event is no event
 * @ZP_LOG_ALTERED: an event does not say what it said when it was written
 * @ZP_LOG_BROKEN: an event does not follow the one before: something was taken out or put in
 * @ZP_LOG_OTHER_STATE: the form is not in the state that the last event left it in
 * @ZP_LOG_OTHER_CONTENT: the form, which is handed in, does not say what it said at the last event
 *
 * What is wrong with a history.
 */
typedef enum
{
  ZP_LOG_WHOLE,
  ZP_LOG_MALFORMED,
  ZP_LOG_ALTERED,
  ZP_LOG_BROKEN,
  ZP_LOG_OTHER_STATE,
  ZP_LOG_OTHER_CONTENT,
} ZpLogFault;

const char *zp_actor_role_to_string (ZpActorRole role);
char *zp_actor_dup_time (const ZpActor *actor) G_GNUC_WARN_UNUSED_RESULT;
char *zp_form_dup_content_hash (const ZpForm *form) G_GNUC_WARN_UNUSED_RESULT;
void zp_event_log_append (ZpForm *form, const ZpActor *actor, const char *what, const char *reason);
GPtrArray *zp_event_log_list (const ZpForm *form) G_GNUC_WARN_UNUSED_RESULT;
ZpLogFault zp_event_log_verify_chain (const ZpForm *form, guint *out_event);

G_END_DECLS
