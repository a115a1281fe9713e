/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-library.h"

G_BEGIN_DECLS

typedef struct _ZpEvaluation ZpEvaluation;

struct _ZpLibrary
{
  GObject parent_instance;

  /* Owned */
  char *path;
  ZpCatalog *catalog;
  ZpStore *store; /* NULL when it could not be opened */
  GListStore *items;
  GHashTable *item_of_id; /* borrows the items */
  char *problem;

  gint64 n_foreign;         /* changes by others that the list has seen */
  GPtrArray *lines;         /* of the year's list */
  ZpYearList *year_list;    /* NULL while it must be laid anew */
  ZpEvaluation *evaluation; /* NULL while none runs */
  GFileMonitor *monitor;    /* NULL while nothing is watched */
  guint look_source;
  guint list_source;
  gboolean evaluated;

  guint writes; /* counts what the list read in a thread may not have seen */
  gboolean listing;
  gboolean look_again; /* somebody asked while the list was being read */
  gboolean read_again; /* likewise, and knows that there is something */
  gboolean loading;
  gboolean open_elsewhere;
};

void zp_library_set_problem (ZpLibrary *self, const GError *error);
void zp_library_emit_items_updated (ZpLibrary *self);
void zp_library_emit_changed (ZpLibrary *self, const char *id);
void zp_library_start_watching (ZpLibrary *self);
void zp_library_stop_watching (ZpLibrary *self);
void zp_library_emit_kept_beside (ZpLibrary *self, const char *project);
void zp_library_put_record (ZpLibrary *self, const ZpStoreRecord *record);
void zp_library_add_own_rules (ZpCatalog *catalog, ZpStore *store);
void zp_library_start_evaluation (ZpLibrary *self);
void zp_library_stop_evaluation (ZpLibrary *self);
void zp_library_lay_list (ZpLibrary *self);
void zp_library_queue_list (ZpLibrary *self);
void zp_library_set_lines (ZpLibrary *self, GPtrArray *lines);
gboolean zp_library_check_store (ZpLibrary *self, GError **error);

G_END_DECLS
