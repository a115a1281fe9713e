/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "zp-print-job.h"

G_BEGIN_DECLS

GtkPaperSize *zp_print_find_paper (double width, double height) G_GNUC_WARN_UNUSED_RESULT;
GtkPrintOperation *zp_print_create_operation (ZpPrintJob *job) G_GNUC_WARN_UNUSED_RESULT;
void zp_print_remember (GtkPrintOperation *operation);
void zp_print (GtkWindow *parent, ZpPrintJob *job);

G_END_DECLS
