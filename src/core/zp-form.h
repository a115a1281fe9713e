/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

#include "zp-form-state.h"
#include "zp-profile.h"
#include "zp-template.h"

G_BEGIN_DECLS

#define ZP_TYPE_FORM (zp_form_get_type ())
G_DECLARE_FINAL_TYPE (ZpForm, zp_form, ZP, FORM, GObject)

/**
 * ZpRow:
 *
 * A row of a table: an id and the texts of its columns.  Owned by its form; do not keep it over a change.
 */
typedef struct _ZpRow ZpRow;

const char *zp_row_get_id (const ZpRow *self);
const char *zp_row_get (const ZpRow *self, const char *key);
GRefString *zp_row_ref_text (const ZpRow *self, const char *key);
GRefString *zp_row_ref_id (const ZpRow *self);

/**
 * ZpSlot:
 * @row: (nullable): the row, or %NULL for a place nobody filled yet
 * @skeleton: which row of the skeleton it is or fills, -1 for none
 * @blank: a number that tells blank places apart
 * @fixed: (nullable): the fixed row, whose key is its id
 *
 * A place of a table as the paper shows it: a row, or one of the official form's own rows that is
 * still empty.
 */
typedef struct
{
  const ZpRow *row;
  int skeleton;
  guint blank;
  const ZpFixedRow *fixed;
} ZpSlot;

/**
 * ZpStepKind:
 *
 * What an undo step did, for the words shown to the user.
 */
typedef enum
{
  ZP_STEP_SET,
  ZP_STEP_ADD_ROW,
  ZP_STEP_DUPLICATE_ROW,
  ZP_STEP_REMOVE_ROW,
  ZP_STEP_MOVE_ROW,
  ZP_STEP_RESET_SCORE,
  ZP_STEP_SET_PROFILE,
  ZP_STEP_GROUP,
  ZP_STEP_PASTE,
  ZP_STEP_CUT,
  ZP_STEP_SHARE_WEIGHTS,
  ZP_STEP_COMPLETE,
} ZpStepKind;

ZpForm *zp_form_new (ZpTemplate *template_, ZpProfile *profile) G_GNUC_WARN_UNUSED_RESULT;
ZpForm *zp_form_copy (ZpForm *self) G_GNUC_WARN_UNUSED_RESULT;

const char *zp_form_get_id (const ZpForm *self);
void zp_form_set_id (ZpForm *self, const char *id);
gint64 zp_form_get_revision (const ZpForm *self);
void zp_form_set_revision (ZpForm *self, gint64 revision);
ZpTemplate *zp_form_get_template (const ZpForm *self);
ZpProfile *zp_form_get_profile (const ZpForm *self);
void zp_form_set_profile (ZpForm *self, ZpProfile *profile);

/* Values */
const char *zp_form_get (const ZpForm *self, const char *address);
const char *zp_form_get_field (const ZpForm *self, const char *key);
gboolean zp_form_set (
    ZpForm *self, const char *address, const char *text, char **out_address, GError **error);
const char *zp_form_get_printed (const ZpForm *self, const char *address);
char **zp_value_get_words (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *zp_value_from_words (const char *const *words) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_value_is_words (const char *text);

/* Top-level keys of the form file beside the values */
#define ZP_EXTRA_REVIEW "review"
#define ZP_EXTRA_HISTORY "history"
#define ZP_EXTRA_RULES "rules"

JsonNode *zp_form_get_extra (const ZpForm *self, const char *key);
gboolean zp_form_set_extra (ZpForm *self, const char *key, JsonNode *node, GError **error);
ZpFormState zp_form_get_state (const ZpForm *self);
gboolean zp_form_is_read_only (const ZpForm *self);

/* Rows */
guint zp_form_get_n_rows (const ZpForm *self, const char *table);
const ZpRow *zp_form_get_row (const ZpForm *self, const char *table, guint index);
const ZpRow *zp_form_find_row (const ZpForm *self, const char *table, const char *id);
const ZpRow *zp_form_get_execution_row (const ZpForm *self);
char *zp_form_add_row (ZpForm *self, const char *table, const char *after, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
char *zp_form_duplicate_row (ZpForm *self, const char *table, const char *id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_form_remove_row (ZpForm *self, const char *table, const char *id, GError **error);
gboolean zp_form_move_row (ZpForm *self, const char *table, const char *id, int by, GError **error);
GArray *zp_form_list_slots (const ZpForm *self,
                            const char *table,
                            const char *where,
                            const char *where_id) G_GNUC_WARN_UNUSED_RESULT;
const char *zp_form_slot_get (const ZpForm *self,
                              const ZpTableSpec *spec,
                              const ZpSlot *slot,
                              const char *column);
const char *zp_form_slot_get_filler (const ZpForm *self,
                                     const ZpTableSpec *spec,
                                     const ZpSlot *slot,
                                     const char *column);

/* What a form prints of its levels, and what adds up */
gboolean zp_form_set_level (ZpForm *self,
                            const char *table,
                            const char *row_id,
                            const char *column,
                            const char *text,
                            GError **error);
const ZpRow *zp_form_find_level (const ZpForm *self,
                                 const char *goal,
                                 const char *level1,
                                 const char *level2,
                                 const char *level2_cell);
gboolean zp_form_toggle_word (
    ZpForm *self, const char *address, const char *word, char **out_address, GError **error);
gboolean zp_form_get_amount (const ZpForm *self,
                             const ZpTableSpec *table,
                             const char *row_key,
                             const ZpColumnSpec *column,
                             ZpDecimal *out_value);

/* Scores given by hand */
gboolean zp_form_reset_score (ZpForm *self, const char *address, GError **error);
void zp_form_settle (ZpForm *self);

/* Undo */
void zp_form_end_typing (ZpForm *self);
void zp_form_begin_group (ZpForm *self);
void zp_form_begin_step (ZpForm *self, ZpStepKind kind, const char *address);
void zp_form_end_group (ZpForm *self);
gboolean zp_form_can_undo (const ZpForm *self);
gboolean zp_form_can_redo (const ZpForm *self);
gboolean zp_form_undo (ZpForm *self, ZpStepKind *out_kind, char **out_address);
gboolean zp_form_redo (ZpForm *self, ZpStepKind *out_kind, char **out_address);

G_END_DECLS
