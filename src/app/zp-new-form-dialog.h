/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-catalog.h"
#include "zp-form.h"

G_BEGIN_DECLS

/**
 * ZpNewFormDialog:
 *
 * Asks which official form and rules a new form has, and for which project it is.
 * #ZpNewFormDialog::created hands the form over.
 */
#define ZP_TYPE_NEW_FORM_DIALOG (zp_new_form_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZpNewFormDialog, zp_new_form_dialog, ZP, NEW_FORM_DIALOG, AdwWindow)

ZpNewFormDialog *zp_new_form_dialog_new (GtkWindow *parent,
                                         ZpCatalog *catalog) G_GNUC_WARN_UNUSED_RESULT;
gboolean
zp_new_form_dialog_choose (ZpNewFormDialog *self, const char *template_id, const char *profile_id);
void zp_new_form_dialog_set_project (ZpNewFormDialog *self, const char *project);
ZpForm *zp_new_form_dialog_make_form (ZpNewFormDialog *self) G_GNUC_WARN_UNUSED_RESULT;
const char *zp_new_form_dialog_get_note (ZpNewFormDialog *self);

G_END_DECLS
