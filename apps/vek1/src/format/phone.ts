/** `5511987654321` becomes `+55 11 98765-4321`; what is no Brazilian number stays as it is. */
export function formatPhone(phone: string): string {
  const match = /^55(\d{2})(\d{4,5})(\d{4})$/.exec(phone.replace(/\D/g, ''));
  return match ? `+55 ${match[1]} ${match[2]}-${match[3]}` : phone;
}

/** Equal for both forms of one Brazilian mobile, with and without the ninth digit. */
export const canonicalPhone = (phone: string): string =>
  phone.replace(/\D/g, '').replace(/^55(\d{2})9(\d{8})$/, '55$1$2');
