/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form.h"

G_BEGIN_DECLS

/**
 * ZpFormChangeKind:
 * @ZP_FORM_CHANGE_VALUE: a cell says something else; also every cell of a row that came or went
 * @ZP_FORM_CHANGE_ROW_ADDED: a row came
 * @ZP_FORM_CHANGE_ROW_REMOVED: a row went
 * @ZP_FORM_CHANGE_ROW_MOVED: a row stands elsewhere among the others
 * @ZP_FORM_CHANGE_TEMPLATE: another official form; the texts are the ids
 * @ZP_FORM_CHANGE_PROFILE: scored by another profile; the texts are the ids
 */
typedef enum
{
  ZP_FORM_CHANGE_VALUE,
  ZP_FORM_CHANGE_ROW_ADDED,
  ZP_FORM_CHANGE_ROW_REMOVED,
  ZP_FORM_CHANGE_ROW_MOVED,
  ZP_FORM_CHANGE_TEMPLATE,
  ZP_FORM_CHANGE_PROFILE,
} ZpFormChangeKind;

/**
 * ZpFormChange:
 * @kind: what changed
 * @address: where: “field”, “table/row/column” or, for rows, “table/row”; "" for template and profile
 * @old_text, @new_text: the text before and after, "" when there was none
 *
 * A difference between two versions of a form.
 */
typedef struct
{
  ZpFormChangeKind kind;
  char *address;
  char *old_text;
  char *new_text;
} ZpFormChange;

void zp_form_change_free (ZpFormChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpFormChange, zp_form_change_free)

GPtrArray *zp_form_diff (const ZpForm *a, const ZpForm *b) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
