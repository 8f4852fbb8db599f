"""Which address leads where? Chinese at the root, English under /en/."""

from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from core.views import healthz, published_file

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # as allauth documents it

handler500 = "core.views.unexpected"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", published_file, name="published_file"),
]
urlpatterns += i18n_patterns(
    path("admin/", admin.site.urls),
    path("cms/", include(wagtailadmin_urls)),
    path("accounts/", include("allauth.urls")),
    path("", include("core.urls")),
    path("", include("accounts.urls")),
    path("", include("training.urls")),
    path("", include("matching.urls")),
    path("", include("outcomes.urls")),
    path("", include("cms.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
