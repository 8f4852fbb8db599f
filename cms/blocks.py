"""What can an editor put on a page? Blocks by family: text, facts, pictures, people."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

PLAIN_TEXT = ["bold", "italic", "link", "document-link", "ol", "ul"]


# --- Text ---------------------------------------------------------------------------------------------------------------
class HeadingBlock(blocks.CharBlock):
    """A heading inside a page; the page's title stays the only one above it."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "cms/blocks/heading.html"


class ParagraphBlock(blocks.RichTextBlock):
    """Running text with links and lists, nothing that breaks the look."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        features = PLAIN_TEXT
        template = "cms/blocks/paragraph.html"


class NoteBlock(blocks.StructBlock):
    """A sentence that must not be overlooked."""

    title = blocks.CharBlock(label=_("Title"), max_length=60)
    text = blocks.TextBlock(label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Note")
        template = "cms/blocks/note.html"


# --- Facts --------------------------------------------------------------------------------------------------------------
class PointsBlock(blocks.StructBlock):
    """A heading with short points under it, as on every course page."""

    title = blocks.CharBlock(label=_("Title"), max_length=60)
    points = blocks.ListBlock(blocks.TextBlock(label=_("Point")), label=_("Points"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Points")
        template = "cms/blocks/points.html"


class QuestionBlock(blocks.StructBlock):
    """A question with its answer, folded until it is asked."""

    question = blocks.CharBlock(label=_("Question"), max_length=120)
    answer = blocks.RichTextBlock(label=_("Answer"), features=PLAIN_TEXT)

    class Meta:
        icon = "help"
        label = _("Question and answer")
        template = "cms/blocks/question.html"


# --- Pictures -----------------------------------------------------------------------------------------------------------
class DescribedImageBlock(ImageBlock):
    """A picture with its text for people who do not see it; Wagtail's own calls the picture "Image" in every language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the picture."""
        super().__init__(*args, **kwargs)
        self.child_blocks["image"].label = _("Picture")


class PictureBlock(blocks.StructBlock):
    """A picture with its caption; the text for people who do not see it belongs to the picture."""

    image = DescribedImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=120, required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/picture.html"


# --- People -------------------------------------------------------------------------------------------------------------
class StoryBlock(blocks.StructBlock):
    """One person's way from a course to work, in their own words. Demo stories say that they are fictional."""

    name = blocks.CharBlock(label=_("Name"), max_length=60)
    work = blocks.CharBlock(label=_("Work now"), max_length=80)
    words = blocks.TextBlock(label=_("In their words"))
    course = blocks.PageChooserBlock(
        label=_("Course taken"), page_type="cms.CoursePage", required=False
    )
    image = DescribedImageBlock(label=_("Picture"), required=False)

    class Meta:
        icon = "user"
        label = _("Story")
        template = "cms/blocks/story.html"


class StoriesBlock(blocks.StreamBlock):
    """The stories on the home page."""

    story = StoryBlock()


class BodyBlock(blocks.StreamBlock):
    """Everything that a page's body may hold."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    points = PointsBlock()
    note = NoteBlock()
    question = QuestionBlock()
    picture = PictureBlock()
