/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ZpAnswerEditor:
 *
 * Where somebody writes an answer in words, to a warning or to a remark; it opens below what is
 * answered and closes when the answer is saved or given up.
 */
#define ZP_TYPE_ANSWER_EDITOR (zp_answer_editor_get_type ())
G_DECLARE_FINAL_TYPE (ZpAnswerEditor, zp_answer_editor, ZP, ANSWER_EDITOR, GtkWidget)

void zp_answer_editor_open (ZpAnswerEditor *self, const char *text);
void zp_answer_editor_close (ZpAnswerEditor *self);
gboolean zp_answer_editor_is_open (ZpAnswerEditor *self);

G_END_DECLS
