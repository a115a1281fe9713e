/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-library.h"

G_BEGIN_DECLS

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

  gint64 generation;
  guint writes; /* counts what the list read in a thread may not have seen */
  gboolean listing;
  gboolean loading;
  gboolean open_elsewhere;
};

void zp_library_set_problem (ZpLibrary    *self,
                             const GError *error);
void zp_library_emit_items_updated (ZpLibrary *self);
void zp_library_emit_kept_beside (ZpLibrary  *self,
                                  const char *project);
void zp_library_put_record (ZpLibrary           *self,
                            const ZpStoreRecord *record);
gboolean zp_library_check_store (ZpLibrary *self,
                                 GError   **error);

G_END_DECLS
