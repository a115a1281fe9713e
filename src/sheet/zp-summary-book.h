/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zp-form-facts.h"

G_BEGIN_DECLS

/**
 * ZpSummarySource:
 * @n_forms: how many forms there are
 * @load: (transfer full): loads one; called in several threads at once
 * @taken: (nullable): told in order about each form, in the thread that asked: its facts, or why it
 * could not be loaded; %FALSE stops with an error
 * @user_data: for both
 *
 * Where the forms of a summary come from.
 */
typedef struct
{
  guint n_forms;
  ZpForm *(*load) (guint index, gpointer user_data, GError **error);
  gboolean (*taken) (guint index,
                     const ZpFormFacts *facts,
                     const GError *failure,
                     gpointer user_data,
                     GError **error);
  gpointer user_data;
} ZpSummarySource;

GPtrArray *zp_summary_gather (const ZpSummarySource *source,
                              GCancellable *cancellable,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *zp_summary_write_book (const ZpSummarySource *source,
                               gint64 created,
                               GPtrArray **out_facts,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
