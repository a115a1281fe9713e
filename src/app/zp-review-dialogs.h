/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-review.h"

G_BEGIN_DECLS

/* What is asked and told when a form goes from hand to hand. */

/**
 * ZpReasonQuestion:
 * @heading, @body: the question
 * @verb: what the button says
 * @appearance: how it looks
 *
 * Asks for a reason in words.
 */
typedef struct
{
  const char *heading;
  const char *body;
  const char *verb;
  AdwResponseAppearance appearance;
} ZpReasonQuestion;

void zp_ask_reason_async (GtkWindow *parent,
                          const ZpReasonQuestion *question,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
char *zp_ask_reason_finish (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

typedef void (*ZpGoToFunc) (const char *address, gpointer user_data);
GtkWindow *zp_show_obstacles (GtkWindow *parent,
                              const char *heading,
                              const char *body,
                              const ZpForm *form,
                              GPtrArray *findings,
                              ZpGoToFunc go_to,
                              gpointer user_data);

G_END_DECLS
