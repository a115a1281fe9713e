/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form.h"

G_BEGIN_DECLS

/* What a row keeps beside the columns of its template.  A key that begins with “~” is never written. */
#define ZP_KEY_BY_HAND "by_hand"
#define ZP_KEY_SETTLED "~score"

typedef struct
{
  const char *key; /* canonical */
  GRefString *text;
} ZpRowValue;

struct _ZpRow
{
  GRefString *id;
  gboolean fixed;
  GArray *values;
};

ZpRow *zp_row_new (const char *id, gboolean fixed) G_GNUC_WARN_UNUSED_RESULT;
ZpRow *zp_row_ref (ZpRow *self);
void zp_row_unref (ZpRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpRow, zp_row_unref)

ZpRow *zp_row_copy (const ZpRow *self, const char *id) G_GNUC_WARN_UNUSED_RESULT;
void zp_row_set (ZpRow *self, const char *key, const char *text);
gboolean zp_row_is_empty (const ZpRow *self, const char **except);

G_END_DECLS
