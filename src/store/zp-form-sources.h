/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-catalog.h"
#include "zp-derive.h"
#include "zp-store.h"

G_BEGIN_DECLS

/* Documents whose figures come from other forms of the same store. */

/**
 * ZpFollowed:
 * @n_sources: how many forms the document remembers
 * @n_gone: how many of them are not in the store any more, or cannot be read
 * @n_changed: how many figures were brought up to date
 * @name: (nullable): what the first form that is there is called
 */
typedef struct
{
  guint n_sources;
  guint n_gone;
  guint n_changed;
  char *name;
} ZpFollowed;

void zp_followed_clear (ZpFollowed *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZpFollowed, zp_followed_clear)

gboolean zp_form_take_sources (ZpForm *document,
                               ZpStore *store,
                               ZpCatalog *catalog,
                               const char *const *ids,
                               ZpFollowed *out_followed,
                               GError **error);
gboolean zp_form_follow_sources (
    ZpForm *document, ZpStore *store, ZpCatalog *catalog, ZpFollowed *out_followed, GError **error);

G_END_DECLS
