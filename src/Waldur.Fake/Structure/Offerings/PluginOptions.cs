using System.Text.Json;

namespace Waldur.Fake;

/// <summary>The options of an offering's plugin: sent exactly as stored; the document names many that may be there.</summary>
internal static class PluginOptions
{
    /// <summary>The options that the document names.</summary>
    public static readonly Shape Documented = (Shape.Object(
    [
        new("auto_approve_remote_orders", Shape.Bool),
        new("service_provider_can_create_offering_user", Shape.Bool),
        new("max_resource_termination_offset_in_days", Shape.Int),
        new("default_resource_termination_offset_in_days", Shape.Int),
        new("is_resource_termination_date_required", Shape.Bool),
        new("latest_date_for_resource_termination", Shape.Formatted("date")),
        new("auto_approve_in_service_provider_projects", Shape.Bool),
        new("disable_autoapprove", Shape.Bool),
        new("supports_downscaling", Shape.Bool),
        new("supports_pausing", Shape.Bool),
        new("minimal_team_count_for_provisioning", Shape.Int),
        new("maximal_resource_count_per_project", Shape.Int),
        new("required_team_role_for_provisioning", Shape.Text),
        new("enable_purchase_order_upload", Shape.Bool),
        new("require_purchase_order_upload", Shape.Bool),
        new("conceal_billing_data", Shape.Bool),
        new("create_orders_on_resource_option_change", Shape.Bool),
        new("can_restore_resource", Shape.Bool),
        new("default_internal_network_mtu", Shape.Int),
        new("max_instances", Shape.Int),
        new("max_volumes", Shape.Int),
        new("max_security_groups", Shape.Int),
        new("storage_mode", Shape.OneOf(["fixed", "dynamic"])),
        new("snapshot_size_limit_gb", Shape.Int),
        new("heappe_cluster_id", Shape.Text),
        new("heappe_local_base_path", Shape.Text),
        new("heappe_url", Shape.Text),
        new("heappe_username", Shape.Text),
        new("homedir_prefix", Shape.Text),
        new("scratch_project_directory", Shape.Text),
        new("project_permanent_directory", Shape.Text),
        new("initial_primarygroup_number", Shape.Int),
        new("initial_uidnumber", Shape.Int),
        new("initial_usergroup_number", Shape.Int),
        new("username_anonymized_prefix", Shape.Text),
        new("username_generation_policy", Shape.OneOf(
            ["service_provider", "anonymized", "full_name", "waldur_username", "freeipa", "identity_claim"])),
        new("enable_issues_for_membership_changes", Shape.Bool),
        new("deployment_mode", Shape.OneOf(["self_managed", "managed"])),
        new("flavors_regex", Shape.Text),
        new("openstack_offering_uuid_list", Shape.ListOf(Shape.Text)),
        new("managed_rancher_server_flavor_name", Shape.Text),
        new("managed_rancher_server_system_volume_size_gb", Shape.Int),
        new("managed_rancher_server_system_volume_type_name", Shape.Text),
        new("managed_rancher_server_data_volume_size_gb", Shape.Int),
        new("managed_rancher_server_data_volume_type_name", Shape.Text),
        new("managed_rancher_worker_system_volume_size_gb", Shape.Int),
        new("managed_rancher_worker_system_volume_type_name", Shape.Text),
        new("managed_rancher_load_balancer_flavor_name", Shape.Text),
        new("managed_rancher_load_balancer_system_volume_size_gb", Shape.Int),
        new("managed_rancher_load_balancer_system_volume_type_name", Shape.Text),
        new("managed_rancher_load_balancer_data_volume_size_gb", Shape.Int),
        new("managed_rancher_load_balancer_data_volume_type_name", Shape.Text),
        new("managed_rancher_tenant_max_cpu", Shape.Int),
        new("managed_rancher_tenant_max_ram", Shape.Int),
        new("managed_rancher_tenant_max_disk", Shape.Int),
        new("account_name_generation_policy", Shape.OneOf(["project_slug"]) with { Type = null, Nullable = true }),
        new("enable_display_of_order_actions_for_service_provider", Shape.Bool),
        new("auto_approve_marketplace_script", Shape.Bool),
        new("highlight_backend_id_display", Shape.Bool),
        new("backend_id_display_label", Shape.Text),
    ]) with { Open = true }).Named("MergedPluginOptions");

    /// <summary>How they go over the wire.</summary>
    public static readonly WireType<JsonElement> Wire = (WireTypes.Json with { Shape = Shape.AnyObject }).Documented(Documented);
}
