/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "zp-form.h"
#include "zp-library.h"

G_BEGIN_DECLS

#define ZP_TYPE_FORM_PAGE (zp_form_page_get_type ())
G_DECLARE_FINAL_TYPE (ZpFormPage, zp_form_page, ZP, FORM_PAGE, GtkWidget)

GtkWidget *zp_form_page_new (ZpLibrary *library, ZpForm *form);
ZpForm *zp_form_page_get_form (ZpFormPage *self);
gboolean zp_form_page_focus (ZpFormPage *self, const char *address);
void zp_form_page_offer_figures (ZpFormPage *self);
void zp_form_page_take_figures (ZpFormPage *self, const char *const *ids);
void zp_form_page_save_async (ZpFormPage *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean zp_form_page_save_finish (ZpFormPage *self, GAsyncResult *result, GError **error);
void zp_form_page_save_new (ZpFormPage *self);
gboolean zp_form_page_has_unsaved (ZpFormPage *self);

G_END_DECLS
