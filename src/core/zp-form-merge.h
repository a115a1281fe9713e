/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form.h"

G_BEGIN_DECLS

typedef enum
{
  ZP_MERGE_MINE,
  ZP_MERGE_THEIRS,
} ZpMergeSide;

/**
 * ZpMergeKind:
 * @ZP_MERGE_KIND_VALUE: a cell
 * @ZP_MERGE_KIND_ROW: a row that only one side has, with all its cells
 * @ZP_MERGE_KIND_ORDER: the order of the rows of a table
 * @ZP_MERGE_KIND_PROFILE: the rules by which it is scored; the texts are the ids
 * @ZP_MERGE_KIND_REVIEW: state, review scores and history, which belong together
 * @ZP_MERGE_KIND_EXTRA: another key of the form file, such as the answers to warnings
 */
typedef enum
{
  ZP_MERGE_KIND_VALUE,
  ZP_MERGE_KIND_ROW,
  ZP_MERGE_KIND_ORDER,
  ZP_MERGE_KIND_PROFILE,
  ZP_MERGE_KIND_REVIEW,
  ZP_MERGE_KIND_EXTRA,
} ZpMergeKind;

/**
 * ZpMergeItem:
 * @kind: what differs
 * @address: where: “field”, “table/row/column”, “table/row”, “table” for an order, a key for an
 *   extra, "" for profile and review
 * @base: (nullable): what the common ancestor says, %NULL when there is none
 * @mine, @theirs: what the two sides say; of a row its texts, of a side without the row ""
 * @in_mine, @in_theirs: for a row: which side has it
 * @conflict: both sides changed it, or nobody knows who did: somebody has to choose
 * @side: which side it is taken from; changed with zp_form_merge_choose() only
 *
 * A difference between two versions of a form, and which of them is taken.
 */
typedef struct
{
  ZpMergeKind kind;
  char *address;
  char *base;
  char *mine;
  char *theirs;
  gboolean in_mine;
  gboolean in_theirs;
  gboolean conflict;
  ZpMergeSide side;
} ZpMergeItem;

/**
 * ZpFormMerge:
 *
 * Two versions of a form on their way to one: their differences and a choice for each.  Where a
 * common ancestor is known, what only one side changed is chosen already.
 */
typedef struct _ZpFormMerge ZpFormMerge;

ZpFormMerge *zp_form_merge_new (ZpForm *base, ZpForm *mine, ZpForm *theirs, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void zp_form_merge_free (ZpFormMerge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpFormMerge, zp_form_merge_free)

GPtrArray *zp_form_merge_get_items (ZpFormMerge *self);
gboolean zp_form_merge_has_base (const ZpFormMerge *self);
ZpForm *zp_form_merge_get_form (ZpFormMerge *self, ZpMergeSide side);
gboolean zp_form_merge_is_frozen (const ZpFormMerge *self);
void zp_form_merge_choose (ZpFormMerge *self, guint item, ZpMergeSide side);
void zp_form_merge_choose_all (ZpFormMerge *self, ZpMergeSide side, gboolean only_conflicts);
ZpForm *zp_form_merge_make (ZpFormMerge *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
