/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* File choosers and questions: the dialogs whose classes differ between versions of the toolkit. */

typedef enum
{
  ZP_CHOOSE_OPEN,
  ZP_CHOOSE_OPEN_SEVERAL,
  ZP_CHOOSE_SAVE,
  ZP_CHOOSE_FOLDER,
} ZpChoose;

/**
 * ZpChooseWhat:
 * @kind: what is chosen
 * @title: of the chooser
 * @name: (nullable): suggested for a file that is saved
 * @filter: (nullable): what files of this kind are called
 * @pattern: (nullable): and how their names look; several are divided by semicolons
 */
typedef struct
{
  ZpChoose kind;
  const char *title;
  const char *name;
  const char *filter;
  const char *pattern;
} ZpChooseWhat;

void zp_choose_file_async (GtkWindow *parent,
                           const ZpChooseWhat *what,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
GFile *zp_choose_file_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *zp_choose_files_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * ZpAnswer:
 * @id: what zp_ask_finish() returns
 * @label: the verb on the button
 * @appearance: how it looks
 *
 * An answer to a question.  The first one of a question is the safe one: Esc and Enter mean it.
 */
typedef struct
{
  const char *id;
  const char *label;
  AdwResponseAppearance appearance;
} ZpAnswer;

void zp_ask_async (GtkWindow *parent,
                   const char *heading,
                   const char *body,
                   const ZpAnswer *answers,
                   guint n_answers,
                   GAsyncReadyCallback callback,
                   gpointer user_data);
char *zp_ask_finish (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;
AdwMessageDialog *zp_message_dialog_new (GtkWindow *parent,
                                         const char *heading,
                                         const char *body) G_GNUC_WARN_UNUSED_RESULT;
void zp_tell (GtkWindow *parent, const char *heading, const char *body);

G_END_DECLS
