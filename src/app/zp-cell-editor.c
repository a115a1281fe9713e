/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-cell-private.h"

/* The text view that stands in a cell while it is typed into. */

/** zp_cell_dup_editor_text: what stands in the editor. */
char *
zp_cell_dup_editor_text (ZpCell *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* A computed score is offered as it stands, so that typing over it makes it a score by hand. */
static const char *
editable_text (ZpCell *self)
{
  if (self->cell->kind == ZP_CELL_SCORE && *self->typed == '\0')
    return self->cell->text;
  return self->typed;
}

/** zp_cell_load_editor: brings the editor to what the form holds, except where the user is ahead of
 * it. */
void
zp_cell_load_editor (ZpCell *self)
{
  g_autofree char *present = zp_cell_dup_editor_text (self);
  const char *wanted = self->typed;

  /* While somebody types, an emptied or settled score is still what they typed. */
  if (g_str_equal (present, wanted) || self->composing)
    return;
  if (self->cell->kind == ZP_CELL_SCORE && *wanted == '\0')
    return;
  self->loading = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor)), wanted, -1);
  self->loading = FALSE;
}

static void
buffer_changed_cb (GtkTextBuffer *buffer, ZpCell *self)
{
  g_autofree char *text = NULL;

  if (self->loading)
    return;
  text = zp_cell_dup_editor_text (self);
  self->height = -1;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "edited", text);
}

static void
preedit_cb (GtkTextView *view, const char *preedit, ZpCell *self)
{
  self->composing = preedit != NULL && *preedit != '\0';
}

static GtkJustification
justification (ZpCell *self)
{
  switch (zp_sheet_cell_get_align (self->cell))
    {
    case ZP_ALIGN_CENTRE:
      return GTK_JUSTIFY_CENTER;
    case ZP_ALIGN_END:
      return GTK_JUSTIFY_RIGHT;
    case ZP_ALIGN_DEFAULT:
    case ZP_ALIGN_START:
    default:
      return GTK_JUSTIFY_LEFT;
    }
}

/* Paragraphs of documents begin two characters in, on the paper and while they are typed. */
static int
first_line_indent (ZpCell *self)
{
  zp_cell_prepare_layout (self);
  return pango_layout_get_indent (self->layout) / PANGO_SCALE;
}

/* A block of cells is no text: whoever knows the form decides what becomes of the clipboard. */
static void
paste_cb (GtkTextView *view, ZpCell *self)
{
  if (self->takes_blocks && gtk_widget_activate_action (GTK_WIDGET (self), "form.paste", NULL))
    g_signal_stop_emission_by_name (view, "paste-clipboard");
}

/** zp_cell_open_editor: puts a text view with the cell's text, all selected, into the cell. */
void
zp_cell_open_editor (ZpCell *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (self->editor != NULL)
    return;
  self->editor = gtk_text_view_new ();
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor));
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->editor), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->editor), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_justification (GTK_TEXT_VIEW (self->editor), justification (self));
  gtk_text_view_set_indent (GTK_TEXT_VIEW (self->editor), first_line_indent (self));
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->editor), !self->read_only);
  gtk_widget_add_css_class (self->editor, "zp-editor");
  gtk_widget_add_css_class (self->editor, zp_cell_style_word (self->cell->style));
  gtk_text_buffer_set_text (buffer, editable_text (self), -1);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_select_range (buffer, &end, &start);
  g_signal_connect (buffer, "changed", G_CALLBACK (buffer_changed_cb), self);
  g_signal_connect (self->editor, "preedit-changed", G_CALLBACK (preedit_cb), self);
  g_signal_connect (self->editor, "paste-clipboard", G_CALLBACK (paste_cb), self);
  zp_cell_add_keys (self, self->editor);
  gtk_widget_set_parent (self->editor, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->name != NULL ? self->name : "", -1);
  self->height = -1;
}

/** zp_cell_close_editor: takes the text view away; the cell draws its text itself again. */
void
zp_cell_close_editor (ZpCell *self)
{
  if (self->editor == NULL)
    return;
  g_clear_pointer (&self->editor, gtk_widget_unparent);
  self->composing = FALSE;
  self->height = -1;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/** zp_cell_reload: offers the present text for typing again, after it was changed from outside. */
void
zp_cell_reload (ZpCell *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (self->editor == NULL || self->composing)
    return;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor));
  self->loading = TRUE;
  gtk_text_buffer_set_text (buffer, editable_text (self), -1);
  self->loading = FALSE;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_select_range (buffer, &end, &start);
}

/** zp_cell_insert: types @text at the cursor, over what is selected; FALSE when nothing can be
 * typed now. */
gboolean
zp_cell_insert (ZpCell *self, const char *text)
{
  GtkTextBuffer *buffer;

  if (self->editor == NULL || self->read_only || self->composing)
    return FALSE;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor));
  self->loading = TRUE;
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  self->loading = FALSE;
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->editor),
                                      gtk_text_buffer_get_insert (buffer));
  return TRUE;
}

/** zp_cell_is_editing: a text view stands in it. */
gboolean
zp_cell_is_editing (ZpCell *self)
{
  return self->editor != NULL;
}

/** zp_cell_is_composing: an input method is in the middle of a word. */
gboolean
zp_cell_is_composing (ZpCell *self)
{
  return self->composing;
}
